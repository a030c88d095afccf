using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>
/// Makes a pile's record follow the OCPP version it has shown to speak, after it was let in as itself: new firmware changes the version overnight,
/// and a pile that is refused for it stands idle until somebody drives there. Between OCPP and YKC nothing is followed: that is another pile.
/// </summary>
public sealed class FollowProtocol(GroupCommit writes, PileDirectory piles, AuditStamp stamp)
{
    /// <param name="from">The address it came from.</param>
    public async Task<Decision<PileEntry>> Run(PileId pile, PileProtocol spoken, string from, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, Actor.Clockwork with { From = from }, pile, spoken, token), ct);
        if (done.Granted)
        {
            piles.Put(done.Value);
        }

        return done;
    }

    private async Task<Decision<PileEntry>> Write(DoorstepDb db, Actor who, PileId pile, PileProtocol spoken, CancellationToken ct)
    {
        if (await db.Piles.FindAsync([pile], ct) is not { RemovedAt: null, Protocol: not PileProtocol.Ykc } row || spoken is PileProtocol.Ykc)
        {
            return new Refusal("pile.unknown", ("number", pile.Value));
        }

        if (row.Protocol != spoken)
        {
            stamp.Note(db, who, "pile.protocol", $"pile:{pile}", new { row.Protocol }, new { Protocol = spoken });
            row.Protocol = spoken;
            row.ChangedAt = stamp.Now;
        }

        await db.Connectors.Where(c => c.Pile == pile).LoadAsync(ct);
        return PileEntry.Of(row, db.Connectors.Local.Where(c => c.Pile == pile));
    }
}
