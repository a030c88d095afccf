using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Siting;

/// <summary>
/// Records a candidate site, or changes the one with that code; withdraws it when it can no longer be had. The same draft twice changes nothing.
/// Refuses what is wrong with the draft, `census.code-taken`, `site.feeder-unknown`, `census.division-unknown`, `site.unknown`, `people.not-allowed`.
/// </summary>
public sealed class RecordSite(GroupCommit writes, AuditStamp stamp)
{
    public Task<Decision<SiteRow>> Run(Actor who, CandidateDraft draft, CancellationToken ct) => writes.Run((db, token) => Write(db, who, draft, token), ct);

    public Task<Decision<SiteRow>> Withdraw(Actor who, string code, bool withdrawn, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            var row = await db.Sites.FindAsync([code], token);
            if (row is null)
            {
                return new Refusal("site.unknown", ("code", code));
            }

            if (Permissions.Refuses(who, Act.ChangeSite, new(Division: row.Division)) is { } no)
            {
                return no;
            }

            if (row.WithdrawnAt is null == withdrawn)
            {
                row.WithdrawnAt = withdrawn ? stamp.Now : null;
                row.ChangedAt = stamp.Now;
                stamp.Note(db, who, withdrawn ? "site.withdraw" : "site.offer", $"site:{code}");
            }

            return Decision<SiteRow>.Grant(row);
        },
        ct);

    internal static void Fill(SiteRow row, CandidateDraft draft)
    {
        var at = draft.At.To(Datum.Wgs84);
        (row.Name, row.Kind, row.Owner, row.LandRight, row.Division) = (draft.Name.Trim(), draft.Kind, draft.Owner.Trim(), draft.LandRight, draft.Division);
        (row.Longitude, row.Latitude) = (at.Longitude, at.Latitude);
        (row.Bays, row.FreeKva, row.ExtraKva, row.ExtraKvaCost, row.FixedCost) = (draft.Bays, draft.FreeKva, draft.ExtraKva, draft.ExtraKvaCost, draft.FixedCost);
        (row.PileCosts, row.Inside, row.Feeder, row.Source) = (SiteCosts.Write(draft.PileCosts), draft.Inside, draft.Feeder, draft.Source);
    }

    private async Task<Decision<SiteRow>> Write(DoorstepDb db, Actor who, CandidateDraft draft, CancellationToken ct)
    {
        var row = await db.Sites.FindAsync([draft.Code], ct);
        if (draft.Faults().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        if (await new CensusReach(who, Act.ChangeSite).Refuses(db, draft.Division, row is null ? draft.Division : row.Division, ct) is { } no)
        {
            return no;
        }

        if (draft.Feeder is { } feeder && await db.Feeders.FindAsync([feeder], ct) is null)
        {
            return new Refusal("site.feeder-unknown", ("feeder", feeder));
        }

        if (row is null && (await TakenCodes.Besides(db, CensusKind.Sites, ct)).Contains(draft.Code))
        {
            return new Refusal("census.code-taken", ("code", draft.Code));
        }

        var before = row is null ? null : db.Entry(row).CurrentValues.Clone().ToObject();
        if (row is null)
        {
            row = new() { Code = draft.Code, Name = draft.Name };
            db.Sites.Add(row);
        }

        Fill(row, draft);
        if (db.Entry(row).State is not Microsoft.EntityFrameworkCore.EntityState.Unchanged)
        {
            row.ChangedAt = stamp.Now;
            stamp.Note(db, who, before is null ? "site.create" : "site.change", $"site:{row.Code}", before, row);
        }

        return row;
    }
}
