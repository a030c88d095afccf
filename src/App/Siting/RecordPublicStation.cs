using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>
/// Records a public station that others run, or changes the one with that code; one that was taken out comes back. The same draft twice changes nothing.
/// Refuses what is wrong with the draft, `census.code-taken`, `census.division-unknown`, `people.not-allowed`.
/// </summary>
public sealed class RecordPublicStation(GroupCommit writes, AuditStamp stamp)
{
    public Task<Decision<PublicStationRow>> Run(Actor who, PublicStationDraft draft, CancellationToken ct) => writes.Run((db, token) => Write(db, who, draft, token), ct);

    private async Task<Decision<PublicStationRow>> Write(DoorstepDb db, Actor who, PublicStationDraft draft, CancellationToken ct)
    {
        if (draft.Faults().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var row = await db.PublicStations.FindAsync([draft.Code], ct);
        if (await new CensusReach(who, Act.ChangeCensus).Refuses(db, draft.Division, row is null ? draft.Division : row.Division, ct) is { } no)
        {
            return no;
        }

        if (row is null && (await TakenCodes.Besides(db, CensusKind.PublicStations, ct)).Contains(draft.Code))
        {
            return new Refusal("census.code-taken", ("code", draft.Code));
        }

        var before = row is null ? null : db.Entry(row).CurrentValues.Clone().ToObject();
        if (row is null)
        {
            row = new() { Code = draft.Code, Name = draft.Name };
            db.PublicStations.Add(row);
        }

        TakePublicStations.Fill(row, draft);
        if (db.Entry(row).State is not EntityState.Unchanged)
        {
            row.ChangedAt = stamp.Now;
            stamp.Note(db, who, before is null ? "public-station.create" : "public-station.change", $"public-station:{row.Code}", before, row);
        }

        return row;
    }
}
