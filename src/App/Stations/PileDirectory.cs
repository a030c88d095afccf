using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>Every pile that may talk to the city: the allow-list that connections are checked against, in memory.</summary>
public sealed class PileDirectory
{
    private readonly ConcurrentDictionary<PileId, PileEntry> piles = new();
    private readonly ConcurrentDictionary<string, PileEntry> links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StationId, ImmutableSortedDictionary<string, PileEntry>> stations = new();
    private readonly Lock changing = new();

    public int Count => piles.Count;

    public PileEntry? Find(PileId pile) => piles.GetValueOrDefault(pile);

    /// <summary>By what the pile calls itself: the last part of its OCPP address, or its number.</summary>
    public PileEntry? FindByLinkName(string name) => links.GetValueOrDefault(name);

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<PileEntry> At(StationId station) => stations.TryGetValue(station, out var here) ? [.. here.Values] : [];

    internal void Put(PileEntry pile)
    {
        lock (changing)
        {
            Take(pile.Pile);
            piles[pile.Pile] = pile;
            links[pile.LinkName] = pile;
            stations.AddOrUpdate(
                pile.Station,
                _ => ImmutableSortedDictionary<string, PileEntry>.Empty.WithComparers(StringComparer.Ordinal).Add(pile.Pile.Value, pile),
                (_, here) => here.SetItem(pile.Pile.Value, pile));
        }
    }

    internal void Remove(PileId pile)
    {
        lock (changing)
        {
            Take(pile);
        }
    }

    private void Take(PileId pile)
    {
        if (!piles.TryRemove(pile, out var old))
        {
            return;
        }

        if (links.TryGetValue(old.LinkName, out var named) && named.Pile == pile)
        {
            links.TryRemove(old.LinkName, out _);
        }

        stations[old.Station] = stations[old.Station].Remove(pile.Value);
    }
}
