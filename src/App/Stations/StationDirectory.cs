using System.Collections.Concurrent;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>Every station of the city in memory, findable by code and by place.</summary>
public sealed class StationDirectory
{
    private readonly ConcurrentDictionary<StationId, StationEntry> stations = new();
    private readonly OwnChanges<StationId> own = new();
    private readonly Lock changing = new();
    private volatile Laid laid = new([], 0);
    private long changes;

    public int Count => stations.Count;

    public StationEntry? Find(StationId station) => stations.GetValueOrDefault(station);

    /// <summary>In order of their codes.</summary>
    public IReadOnlyList<StationEntry> All => Current().InOrder;

    public IReadOnlyList<StationEntry> Of(OrganisationId provider) => [.. All.Where(station => station.Provider == provider)];

    /// <inheritdoc cref="StationGrid{T}.Nearby"/>
    public IReadOnlyList<(StationEntry Station, Metres Straight)> Nearby(GeoPoint centre, Metres radius, int most, Func<StationEntry, bool>? wanted = null) =>
        Current().Grid.Nearby(centre, radius, most, wanted);

    /// <summary>A mark for what is about to be read from the store; see <see cref="PutRead"/>.</summary>
    internal long Mark() => own.Mark();

    /// <summary>What this node has just changed itself.</summary>
    internal void Put(StationEntry station)
    {
        lock (changing)
        {
            own.Note(station.Id);
            Place(station);
        }
    }

    /// <summary>What was read from the store after <paramref name="mark"/>; a change this node made since then is newer and stays.</summary>
    internal void PutRead(StationEntry station, long mark)
    {
        lock (changing)
        {
            if (own.MayTake(station.Id, mark) && (!stations.TryGetValue(station.Id, out var known) || known != station))
            {
                Place(station);
            }
        }
    }

    private void Place(StationEntry station)
    {
        stations[station.Id] = station;
        Interlocked.Increment(ref changes);
    }

    /// <summary>The grid is laid anew by the first search after a change; 50,000 stations take some ten milliseconds.</summary>
    private Laid Current()
    {
        long now = Interlocked.Read(ref changes);
        var current = laid;
        if (current.Change != now)
        {
            current = new([.. stations.Values.OrderBy(station => station.Id.Value, StringComparer.Ordinal)], now);
            laid = current;
        }

        return current;
    }

    private sealed class Laid(IReadOnlyList<StationEntry> inOrder, long change)
    {
        public IReadOnlyList<StationEntry> InOrder { get; } = inOrder;

        public long Change { get; } = change;

        public StationGrid<StationEntry> Grid { get; } = new(inOrder, station => station.At);
    }
}
