using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A resident starts a pile with its code, or staff start it on somebody's behalf or free of charge.</summary>
public sealed class StartSession(PileDirectory piles, StationDirectory stations, IGrainFactory grains, GroupCommit writes, AuditStamp stamp)
{
    private const int LongestRemark = 500;

    /// <summary>Refusals: `pile.unknown`, `connector.unknown`, `people.not-allowed`, `session.reason-missing`, and those of the start itself.</summary>
    public async Task<Decision<SessionId>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (piles.Find(request.Pile) is not { } pile || stations.Find(pile.Station) is not { } station)
        {
            return new Refusal("pile.unknown", ("number", request.Pile.Value));
        }

        if (pile.Connector(request.Connector) is null)
        {
            return new Refusal("connector.unknown", ("pile", request.Pile.Value), ("connector", $"{request.Connector}"));
        }

        // A resident pays himself, whatever the request says.
        var payer = who.Resident ?? request.Payer;
        if (Permissions.Refuses(who, Act.StartSession, new Thing(Organisation: station.Provider, Resident: payer, Division: station.Division)) is { } refusal)
        {
            return refusal;
        }

        if ((payer is null && string.IsNullOrWhiteSpace(request.FreeReason)) || request.FreeReason?.Length > LongestRemark || request.Remark.Length > LongestRemark)
        {
            return new Refusal("session.reason-missing");
        }

        var order = new StartOrder(
            pile.Pile, request.Connector, payer, who.Resident is null ? StartedBy.Operator : StartedBy.App, payer is null ? request.FreeReason : null, request.Remark);
        var started = await grains.GetGrain<IStationGrain>(station.Id.Value).Start(order).OrMoving();
        if (started.Granted && who.Resident is null)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, who, "session.start", $"session:{started.Value}", after: order);
                    return Task.CompletedTask;
                },
                ct);
        }

        return started;
    }

    /// <param name="Payer">For staff: whose wallet pays; null for free of charge.</param>
    /// <param name="FreeReason">Why nobody pays.</param>
    public sealed record Request(PileId Pile, int Connector, ResidentId? Payer = null, string? FreeReason = null, string Remark = "");
}
