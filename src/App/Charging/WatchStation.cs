using System.Runtime.CompilerServices;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Charging;

/// <summary>A station as it changes: the first picture at once, then one a second at most, none while nothing changes.</summary>
public sealed class WatchStation(StationDirectory stations, IGrainFactory grains, TimeProvider clock)
{
    internal static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public Task<Decision<IAsyncEnumerable<StationSnapshot>>> Run(Actor who, StationId station, CancellationToken ct) => Task.FromResult(Watched(who, station, ct));

    private Decision<IAsyncEnumerable<StationSnapshot>> Watched(Actor who, StationId station, CancellationToken ct)
    {
        if (stations.Find(station) is not { } entry)
        {
            return new Refusal("station.unknown", ("station", station.Value));
        }

        return Permissions.Refuses(who, Act.ReadStation, new Thing(Organisation: entry.Provider, Division: entry.Division)) is { } refusal
            ? refusal
            : Decision<IAsyncEnumerable<StationSnapshot>>.Grant(Pictures(who, entry, ct));
    }

    internal static async Task<T?> Attempt<T>(Func<Task<T?>> look)
        where T : class
    {
        try
        {
            return await look();
        }
        catch (Exception gone) when (NodeLoss.Means(gone))
        {
            // A node is going down; the station's next owner is asked at the next beat.
            return null;
        }
    }

    private async IAsyncEnumerable<StationSnapshot> Pictures(Actor who, StationEntry station, [EnumeratorCancellation] CancellationToken ct)
    {
        var owner = grains.GetGrain<IStationGrain>(station.Id.Value);
        using var timer = new PeriodicTimer(Pace, clock);
        long seen = 0;
        do
        {
            if (await Attempt(() => owner.Look(seen)) is { } snapshot)
            {
                seen = snapshot.Version;
                yield return ReadLiveStation.For(who, station, snapshot);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
