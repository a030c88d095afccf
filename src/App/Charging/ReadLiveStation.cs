using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A station as it stands now; who charges there is shown only to those who may see its sessions.</summary>
public sealed class ReadLiveStation(StationDirectory stations, IGrainFactory grains)
{
    public async Task<Decision<StationSnapshot>> Run(Actor who, StationId station, CancellationToken ct)
    {
        if (stations.Find(station) is not { } entry)
        {
            return new Refusal("station.unknown", ("station", station.Value));
        }

        if (Permissions.Refuses(who, Act.ReadStation, new Thing(Organisation: entry.Provider, Division: entry.Division)) is { } refusal)
        {
            return refusal;
        }

        var seen = await Look(grains.GetGrain<IStationGrain>(station.Value)).OrMoving();
        return seen.Granted ? For(who, entry, seen.Value) : seen.Refusal;
    }

    private static async Task<Decision<StationSnapshot>> Look(IStationGrain owner) => (await owner.Look(0))!;

    /// <summary>The picture without what this person may not see.</summary>
    public static StationSnapshot For(Actor who, StationEntry station, StationSnapshot snapshot)
    {
        bool Sees(SessionSnapshot s) => Permissions.Refuses(who, Act.ReadSession, new Thing(Organisation: station.Provider, Resident: s.Payer, Division: station.Division)) is null;
        // Since when a pile is linked and what it called its fault tell a stranger about its insides and nothing about charging.
        bool inside = Permissions.Refuses(who, Act.ReadStationInside, new Thing(Organisation: station.Provider, Division: station.Division)) is null;
        ConnectorSnapshot Shown(ConnectorSnapshot c) => c with { Session = c.Session is { } s && Sees(s) ? s : null, Fault = inside ? c.Fault : "", StatusAt = inside ? c.StatusAt : null };
        return snapshot with { Piles = [.. snapshot.Piles.Select(p => p with { LinkedSince = inside ? p.LinkedSince : null, Connectors = [.. p.Connectors.Select(Shown)] })] };
    }
}
