using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>
/// Records a feeder, or changes the one with that code; takes one out of the census on which no site hangs. The same draft twice changes nothing.
/// Refuses what is wrong with the draft, `census.division-unknown`, `feeder.unknown`, `feeder.in-use` (feeder, sites), `people.not-allowed`.
/// </summary>
public sealed class RecordFeeder(GroupCommit writes, AuditStamp stamp)
{
    public Task<Decision<FeederRow>> Run(Actor who, FeederDraft draft, CancellationToken ct) => writes.Run((db, token) => Write(db, who, draft, token), ct);

    public Task<Decision<FeederRow>> Remove(Actor who, string code, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            if (await db.Feeders.FindAsync([code], token) is not { } row)
            {
                return new Refusal("feeder.unknown", ("feeder", code));
            }

            if (Permissions.Refuses(who, Act.ChangeFeeder, new(Division: row.Division)) is { } no)
            {
                return no;
            }

            var sites = await db.Sites.CountAsync(s => s.Feeder == code, token);
            if (sites > 0)
            {
                return new Refusal("feeder.in-use", ("feeder", code), ("sites", $"{sites}"));
            }

            db.Feeders.Remove(row);
            stamp.Note(db, who, "feeder.remove", $"feeder:{code}", row, null);
            return Decision<FeederRow>.Grant(row);
        },
        ct);

    private async Task<Decision<FeederRow>> Write(DoorstepDb db, Actor who, FeederDraft draft, CancellationToken ct)
    {
        if (draft.Faults().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var row = await db.Feeders.FindAsync([draft.Code], ct);
        if (await new CensusReach(who, Act.ChangeFeeder).Refuses(db, draft.Division, row is null ? draft.Division : row.Division, ct) is { } no)
        {
            return no;
        }

        var before = row is null ? null : db.Entry(row).CurrentValues.Clone().ToObject();
        if (row is null)
        {
            row = new() { Code = draft.Code, Name = draft.Name };
            db.Feeders.Add(row);
        }

        TakeFeeders.Fill(row, draft);
        if (db.Entry(row).State is not EntityState.Unchanged)
        {
            row.ChangedAt = stamp.Now;
            stamp.Note(db, who, before is null ? "feeder.create" : "feeder.change", $"feeder:{row.Code}", before, row);
        }

        return row;
    }
}
