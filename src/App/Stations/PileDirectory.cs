using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.App.Store;
using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>Every pile that may talk to the city: the allow-list that connections are checked against, in memory.</summary>
public sealed class PileDirectory
{
    private static readonly Comparer<PileEntry> ByNumber = Comparer<PileEntry>.Create((a, b) => string.CompareOrdinal(a.Pile.Value, b.Pile.Value));

    private readonly ConcurrentDictionary<PileId, PileEntry> piles = new();
    private readonly ConcurrentDictionary<string, PileEntry> links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StationId, ImmutableArray<PileEntry>> stations = new();
    private readonly OwnChanges<PileId> own = new();
    private readonly Lock changing = new();

    public int Count => piles.Count;

    public PileEntry? Find(PileId pile) => piles.GetValueOrDefault(pile);

    /// <summary>By what the pile calls itself: the last part of its OCPP address, or its number.</summary>
    public PileEntry? FindByLinkName(string name) => links.GetValueOrDefault(name);

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<PileEntry> Of(StationId station) => stations.TryGetValue(station, out var here) ? here : [];

    /// <summary>A mark for what is about to be read from the store; see <see cref="PutRead"/>.</summary>
    internal long Mark() => own.Mark();

    /// <summary>What this node has just changed itself.</summary>
    internal void Put(PileEntry pile)
    {
        lock (changing)
        {
            own.Note(pile.Pile);
            Place(pile);
        }
    }

    /// <summary>What was read from the store after <paramref name="mark"/>; a change this node made since then is newer and stays.</summary>
    internal void PutRead(PileEntry pile, long mark)
    {
        lock (changing)
        {
            if (own.MayTake(pile.Pile, mark))
            {
                Place(pile);
            }
        }
    }

    internal void Remove(PileId pile)
    {
        lock (changing)
        {
            own.Note(pile);
            Drop(pile);
        }
    }

    /// <summary>What was read from the store as removed, after <paramref name="mark"/>.</summary>
    internal void RemoveRead(PileId pile, long mark)
    {
        lock (changing)
        {
            if (own.MayTake(pile, mark))
            {
                Drop(pile);
            }
        }
    }

    private void Drop(PileId pile)
    {
        if (piles.TryRemove(pile, out var old))
        {
            Unname(old);
            stations[old.Station] = Without(old);
        }
    }

    /// <summary>Whoever looks while a pile is replaced finds the old or the new entry, never none.</summary>
    private void Place(PileEntry pile)
    {
        var old = piles.GetValueOrDefault(pile.Pile);
        links[pile.LinkName] = pile;
        piles[pile.Pile] = pile;
        if (old is not null && old.Station != pile.Station)
        {
            stations[old.Station] = Without(old);
        }

        var here = stations.GetValueOrDefault(pile.Station, []);
        int at = here.BinarySearch(pile, ByNumber);
        stations[pile.Station] = at < 0 ? here.Insert(~at, pile) : here.SetItem(at, pile);
        if (old is not null && old.LinkName != pile.LinkName)
        {
            Unname(old);
        }
    }

    private void Unname(PileEntry old)
    {
        if (links.TryGetValue(old.LinkName, out var named) && named.Pile == old.Pile)
        {
            links.TryRemove(old.LinkName, out _);
        }
    }

    private ImmutableArray<PileEntry> Without(PileEntry old)
    {
        var here = stations[old.Station];
        return here.RemoveAt(here.BinarySearch(old, ByNumber));
    }
}
