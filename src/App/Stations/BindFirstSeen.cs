using Doorstep.App.Store;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>
/// Binds a pile without a secret to the first link it shows itself on (its address, or its SIM card). A later link with
/// another mark is refused until a technician forgets the binding.
/// </summary>
public sealed class BindFirstSeen(GroupCommit writes, PileDirectory piles, AuditStamp stamp)
{
    /// <summary>Granted when the pile was unbound (and is bound durably now) or was bound to the same mark.</summary>
    public async Task<Decision<PileEntry>> Run(PileId pile, string mark, CancellationToken ct)
    {
        if (piles.Find(pile) is { FirstSeen: { } known } entry)
        {
            return known == mark ? entry : new Refusal("pile.other-link", ("number", pile.Value));
        }

        var done = await writes.Run((db, token) => Write(db, pile, mark, token), ct);
        if (done.Granted)
        {
            piles.Put(done.Value);
        }

        return done;
    }

    private async Task<Decision<PileEntry>> Write(DoorstepDb db, PileId pile, string mark, CancellationToken ct)
    {
        var row = await db.Piles.FindAsync([pile], ct);
        if (row is null || row.RemovedAt is not null)
        {
            return new Refusal("pile.unknown", ("number", pile.Value));
        }

        if (row.FirstSeen is not null && row.FirstSeen != mark)
        {
            return new Refusal("pile.other-link", ("number", pile.Value));
        }

        row.FirstSeen = mark;
        row.ChangedAt = stamp.Now;
        await db.Connectors.Where(c => c.Pile == pile).LoadAsync(ct);
        return PileEntry.Of(row, db.Connectors.Local.Where(c => c.Pile == pile));
    }
}
