using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Gates, one a row; the communities a file names get these gates and no others.</summary>
internal sealed class TakeGates(CensusTaking taking)
{
    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, Datum datum, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.Communities.AsNoTracking().ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        var edges = new Dictionary<string, Outline?>(StringComparer.Ordinal);
        var drafts = taking.Drafts(
            rows,
            row => CensusColumns.ReadGate(row, datum),
            d => $"{d.Community} {CensusPlaces.Text(d.Gate.At)}",
            d => known.TryGetValue(d.Community, out var community)
                ? [.. CommunityPlace.GateFaults(d.Gate, Edge(community)), .. taking.Place(Act.ChangeCensus, community.Division, divisions, community.Code)]
                : [new Refusal("community.unknown", ("code", d.Community))]);
        var named = drafts.GroupBy(d => d.Draft.Community, StringComparer.Ordinal).ToList();
        var codes = named.ConvertAll(g => g.Key);
        var before = (await taking.Db.Gates.Where(g => codes.Contains(g.Community)).ToListAsync(ct)).ToLookup(g => g.Community, StringComparer.Ordinal);
        int fresh = named.Where(g => !before[g.Key].Any()).Sum(g => g.Count());
        var report = taking.Report(rows.Count, fresh, drafts.Count - fresh);
        if (report.Written)
        {
            foreach (var community in named)
            {
                Replace(taking, before[community.Key], community.Key, community.Select(d => d.Draft.Gate));
            }
        }

        return report;

        Outline? Edge(CommunityRow community)
        {
            if (!edges.TryGetValue(community.Code, out var edge))
            {
                edges[community.Code] = edge = CensusPlaces.Edge(community);
            }

            return edge;
        }
    }

    public static void Replace(CensusTaking taking, IEnumerable<GateRow> before, string community, IEnumerable<GatePlace> gates)
    {
        taking.Db.Gates.RemoveRange(before);
        foreach (var gate in gates)
        {
            var at = gate.At.To(Datum.Wgs84);
            taking.Db.Gates.Add(new() { Id = taking.Stamp.Ids.Next(), Community = community, Label = gate.Label, Longitude = at.Longitude, Latitude = at.Latitude });
        }
    }
}
