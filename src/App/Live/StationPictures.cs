using System.Collections.Concurrent;
using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Live;

/// <summary>
/// The last picture of every station at this node, at most a few seconds old: for maps and lists that look at many stations at once.
/// A station is asked only while somebody has looked at it lately.
/// </summary>
public sealed class StationPictures(IGrainFactory grains, TimeProvider clock, ILogger<StationPictures> log) : BackgroundService, IStationStatus
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>How long a reader waits for pictures nobody has taken yet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long a station is followed after somebody looked.</summary>
    private const int RoundsFollowed = 150;

    private readonly ConcurrentDictionary<StationId, Picture> pictures = new();

    public StationSummary? Look(StationId station) => Of(station) is { } snapshot
        ? StationSummary.Of(snapshot.Piles.SelectMany(p => p.Connectors.Select(c => (p.Kind, c.State))))
        : null;

    /// <summary>The last picture; null until the first was taken.</summary>
    public StationSnapshot? Of(StationId station)
    {
        var picture = pictures.GetOrAdd(station, _ => new());
        picture.RoundsLeft = RoundsFollowed;
        return picture.Taken;
    }

    public async Task Know(IEnumerable<StationId> stations, CancellationToken ct)
    {
        var unseen = stations.Where(station => Of(station) is null).ToList();
        if (unseen.Count == 0)
        {
            return;
        }

        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, ct);
        try
        {
            await Parallel.ForEachAsync(unseen, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = either.Token }, (station, gone) => Take(station, pictures.GetOrAdd(station, _ => new() { RoundsLeft = RoundsFollowed }), gone));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The rest is followed from now on and known a round later.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(pictures, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = stoppingToken }, (p, ct) => Take(p.Key, p.Value, ct));
        }
    }

    private async ValueTask Take(StationId station, Picture picture, CancellationToken ct)
    {
        if (picture.RoundsLeft-- <= 0)
        {
            pictures.TryRemove(station, out _);
            return;
        }

        try
        {
            picture.Taken = await grains.GetGrain<IStationGrain>(station.Value).Look(picture.Taken?.Version ?? 0).WaitAsync(ct) ?? picture.Taken;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "Station {Station} could not be looked at", station);
        }
    }

    private sealed class Picture
    {
        public volatile StationSnapshot? Taken;

        public volatile int RoundsLeft;
    }
}
