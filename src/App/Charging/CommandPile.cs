using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>Staff order a pile to reset, unlock, go out of service or report; waits for its answer.</summary>
public sealed class CommandPile(PileDirectory piles, StationDirectory stations, IGrainFactory grains, GroupCommit writes, AuditStamp stamp)
{
    public async Task<Decision<bool>> Run(Actor who, PileOrder order, CancellationToken ct)
    {
        if (piles.Find(order.Pile) is not { } pile || stations.Find(pile.Station) is not { } station)
        {
            return new Refusal("pile.unknown", ("number", order.Pile.Value));
        }

        if (Permissions.Refuses(who, Act.CommandPile, new Thing(Organisation: station.Provider, Division: station.Division)) is { } refusal)
        {
            return refusal;
        }

        var done = await grains.GetGrain<IStationGrain>(station.Id.Value).Order(order).OrMoving();
        await writes.Run(
            (db, _) =>
            {
                stamp.Note(db, who, "pile.command", $"pile:{pile.Pile}", after: new { order.Kind, order.Connector, done = done.Granted ? "done" : done.Refusal.Code });
                return Task.CompletedTask;
            },
            ct);
        return done;
    }
}
