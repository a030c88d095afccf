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
        int fresh = drafts.Count(d => !known.ContainsKey(d.Draft.Code));
        var report = taking.Report(rows.Count, fresh, drafts.Count - fresh);
        foreach (var (_, draft) in report.Written ? drafts : [])
        {
            if (!known.TryGetValue(draft.Code, out var row))
            {
                row = new() { Code = draft.Code, Name = draft.Name };
                taking.Db.Sites.Add(row);
            }

            RecordSite.Fill(row, draft);
            row.ChangedAt = taking.Stamp.Now;
        }

        return report;
    }
}
