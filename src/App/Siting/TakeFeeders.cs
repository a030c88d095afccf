using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Feeders and what they can still give.</summary>
internal sealed class TakeFeeders(CensusTaking taking)
{
    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.Feeders.ToDictionaryAsync(f => f.Code, StringComparer.Ordinal, ct);
        var drafts = taking.Drafts(rows, CensusColumns.ReadFeeder, d => d.Code, d =>
        [
            .. d.Faults(), .. taking.Place(Act.ChangeFeeder, d.Division, divisions),
            .. known.TryGetValue(d.Code, out var row) ? taking.Place(Act.ChangeFeeder, row.Division, divisions) : [],
        ]);
        int fresh = drafts.Count(d => !known.ContainsKey(d.Draft.Code));
        var report = taking.Report(rows.Count, fresh, drafts.Count - fresh);
        foreach (var (_, draft) in report.Written ? drafts : [])
        {
            if (!known.TryGetValue(draft.Code, out var row))
            {
                row = new() { Code = draft.Code, Name = draft.Name };
                taking.Db.Feeders.Add(row);
            }

            Fill(row, draft);
            row.ChangedAt = taking.Stamp.Now;
        }

        return report;
    }

    internal static void Fill(FeederRow row, FeederDraft draft) =>
        (row.Name, row.Division, row.LimitKva, row.Source) = (draft.Name.Trim(), draft.Division, draft.LimitKva, draft.Source);
}
