using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Siting;

/// <summary>Takes a public station that others run out of the census: it was closed, or is on the platform now. Refuses `public-station.unknown`, `people.not-allowed`.</summary>
public sealed class RemovePublicStation(GroupCommit writes, AuditStamp stamp)
{
    public Task<Decision<PublicStationRow>> Run(Actor who, string code, CancellationToken ct) => writes.Run(
        async (db, token) =>
        {
            var row = await db.PublicStations.FindAsync([code], token);
            if (row is null)
            {
                return new Refusal("public-station.unknown", ("code", code));
            }

            if (Permissions.Refuses(who, Act.ChangeCensus, new(Division: row.Division)) is { } no)
            {
                return no;
            }

            if (row.RemovedAt is null)
            {
                (row.RemovedAt, row.ChangedAt) = (stamp.Now, stamp.Now);
                stamp.Note(db, who, "public-station.remove", $"public-station:{code}");
            }

            return Decision<PublicStationRow>.Grant(row);
        },
        ct);
}
