using System.Runtime.CompilerServices;
using Doorstep.App.Charging;
using Doorstep.Rules;

namespace Doorstep.App.Live;

/// <summary>A station as it changes: the first picture at once, then one a second at most, none while nothing changes.</summary>
public sealed class WatchStation(IGrainFactory grains, TimeProvider clock)
{
    internal static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Ends only with <paramref name="ct"/>; a node going down is waited for.</summary>
    public async IAsyncEnumerable<StationSnapshot> Run(StationId station, [EnumeratorCancellation] CancellationToken ct)
    {
        var owner = grains.GetGrain<IStationGrain>(station.Value);
        using var timer = new PeriodicTimer(Pace, clock);
        long seen = 0;
        do
        {
            if (await Attempt(() => owner.Look(seen)) is { } snapshot)
            {
                seen = snapshot.Version;
                yield return snapshot;
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    internal static async Task<T?> Attempt<T>(Func<Task<T?>> look)
        where T : class
    {
        try
        {
            return await look();
        }
        catch (Exception gone) when (gone is Orleans.Runtime.OrleansException or TimeoutException)
        {
            return null;
        }
    }
}

/// <summary>A session as it changes, until it is over.</summary>
public sealed class WatchSession(IGrainFactory grains, TimeProvider clock)
{
    public async IAsyncEnumerable<SessionSnapshot> Run(StationId station, SessionId session, [EnumeratorCancellation] CancellationToken ct)
    {
        var owner = grains.GetGrain<IStationGrain>(station.Value);
        using var timer = new PeriodicTimer(WatchStation.Pace, clock);
        SessionSnapshot? seen = null;
        do
        {
            if (await WatchStation.Attempt(() => owner.LookAt(session)) is { } snapshot && snapshot != seen)
            {
                seen = snapshot;
                yield return snapshot;
                if (snapshot.State is Rules.Charging.SessionState.Billed or Rules.Charging.SessionState.Paid or Rules.Charging.SessionState.Failed)
                {
                    yield break;
                }
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
