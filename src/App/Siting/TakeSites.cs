using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Candidate sites.</summary>
internal sealed class TakeSites(CensusTaking taking)
{
    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, Datum datum, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.Sites.ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, ct);
        var taken = await TakenCodes.Besides(taking.Db, CensusKind.Sites, ct);
        var feeders = await taking.Db.Feeders.Select(f => f.Code).ToHashSetAsync(StringComparer.Ordinal, ct);
        var drafts = taking.Drafts(rows, row => CensusColumns.ReadSite(row, datum), d => d.Code, d =>
        [
            .. d.Faults(), .. TakenCodes.Faults(taken, d.Code), .. taking.Place(Act.ChangeSite, d.Division, divisions),
            .. known.TryGetValue(d.Code, out var row) ? taking.Place(Act.ChangeSite, row.Division, divisions) : [],
            .. d.Feeder is { } feeder && !feeders.Contains(feeder) ? [new("site.feeder-unknown", ("feeder", feeder))] : Array.Empty<Refusal>(),
        ]);
        return taking.Write(rows, drafts, d => known.GetValueOrDefault(d.Code), d => new SiteRow { Code = d.Code, Name = d.Name }, (row, d) =>
        {
            RecordSite.Fill(row, d);
            row.ChangedAt = taking.Stamp.Now;
        });
    }
}
