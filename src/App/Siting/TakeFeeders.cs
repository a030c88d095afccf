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
        return taking.Write(rows, drafts, d => known.GetValueOrDefault(d.Code), d => new FeederRow { Code = d.Code, Name = d.Name }, (row, d) =>
        {
            Fill(row, d);
            row.ChangedAt = taking.Stamp.Now;
        });
    }

    internal static void Fill(FeederRow row, FeederDraft draft) =>
        (row.Name, row.Division, row.LimitKva, row.Source) = (draft.Name.Trim(), draft.Division, draft.LimitKva, draft.Source);
}
