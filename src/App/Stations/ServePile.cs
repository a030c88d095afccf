using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>What is done to one pile by its number: a new secret, in or out of service, removed, its binding forgotten.</summary>
public sealed class ServePile(GroupCommit writes, PileDirectory piles, AuditStamp stamp)
{
    /// <summary>Makes a new secret for the link and answers it once; the old one stops at once, an open link stays.</summary>
    public async Task<Decision<string>> RotateSecret(Actor who, PileId pile, CancellationToken ct)
    {
        string secret = LinkSecret.New();
        var done = await Change(
            who,
            pile,
            "pile.secret",
            row =>
            {
                if (row.Protocol is PileProtocol.Ykc)
                {
                    return new("pile.has-no-secret", ("number", pile.Value));
                }

                row.SecretHash = LinkSecret.Keep(secret);
                return null;
            },
            ct);
        return done.Granted ? secret : done.Refusal;
    }

    /// <summary>Takes the pile out of service or puts it back; sessions under way go on.</summary>
    public Task<Decision<PileEntry>> SetOutOfService(Actor who, PileId pile, bool outOfService, CancellationToken ct) => Change(
        who,
        pile,
        outOfService ? "pile.out-of-service" : "pile.in-service",
        row =>
        {
            row.OutOfService = outOfService;
            return null;
        },
        ct);

    /// <summary>Lets the next link bind the pile anew: after a new modem or SIM card.</summary>
    public Task<Decision<PileEntry>> ForgetBinding(Actor who, PileId pile, CancellationToken ct) => Change(
        who,
        pile,
        "pile.forget-binding",
        row =>
        {
            row.FirstSeen = null;
            return null;
        },
        ct);

    /// <summary>Removes the pile from the city; its number and history stay.</summary>
    public Task<Decision<PileEntry>> Remove(Actor who, PileId pile, CancellationToken ct) => Change(
        who,
        pile,
        "pile.remove",
        row =>
        {
            row.RemovedAt = stamp.Now;
            return null;
        },
        ct);

    private async Task<Decision<PileEntry>> Change(Actor who, PileId pile, string action, Func<PileRow, Refusal?> change, CancellationToken ct)
    {
        var (done, removed) = await writes.Run((db, token) => Write(db, who, pile, action, change, token), ct);
        if (done.Granted && removed)
        {
            piles.Remove(pile);
        }
        else if (done.Granted)
        {
            piles.Put(done.Value);
        }

        return done;
    }

    private async Task<(Decision<PileEntry> Done, bool Removed)> Write(DoorstepDb db, Actor who, PileId pile, string action, Func<PileRow, Refusal?> change, CancellationToken ct)
    {
        var row = await db.Piles.FindAsync([pile], ct);
        if (row is null || row.RemovedAt is not null)
        {
            return (new Refusal("pile.unknown", ("number", pile.Value)), false);
        }

        var station = await db.Stations.FindAsync([row.Station], ct);
        var act = action is "pile.out-of-service" or "pile.in-service" ? Act.CommandPile : Act.ChangePile;
        if ((Permissions.Refuses(who, act, Thing.Of(station!.Provider, station.Division)) ?? change(row)) is { } no)
        {
            return (no, false);
        }

        row.ChangedAt = stamp.Now;
        stamp.Note(db, who, action, $"pile:{pile}");
        await db.Connectors.Where(c => c.Pile == pile).LoadAsync(ct);
        return (PileEntry.Of(row, db.Connectors.Local.Where(c => c.Pile == pile)), row.RemovedAt is not null);
    }
}
