using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>Every pile that may talk to the city: the allow-list that connections are checked against, in memory.</summary>
public sealed class PileDirectory
{
    private static readonly Comparer<PileEntry> ByNumber = Comparer<PileEntry>.Create((a, b) => string.CompareOrdinal(a.Pile.Value, b.Pile.Value));

    private readonly ConcurrentDictionary<PileId, PileEntry> piles = new();
    private readonly ConcurrentDictionary<string, PileEntry> links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StationId, ImmutableArray<PileEntry>> stations = new();
    private readonly Lock changing = new();

    public int Count => piles.Count;

    public PileEntry? Find(PileId pile) => piles.GetValueOrDefault(pile);

    /// <summary>By what the pile calls itself: the last part of its OCPP address, or its number.</summary>
    public PileEntry? FindByLinkName(string name) => links.GetValueOrDefault(name);

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<PileEntry> Of(StationId station) => stations.TryGetValue(station, out var here) ? here : [];

    internal void Put(PileEntry pile)
    {
        lock (changing)
        {
            Take(pile.Pile);
            piles[pile.Pile] = pile;
            links[pile.LinkName] = pile;
            var here = stations.GetValueOrDefault(pile.Station, []);
            stations[pile.Station] = here.Insert(~here.BinarySearch(pile, ByNumber), pile);
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

        var here = stations[old.Station];
        stations[old.Station] = here.RemoveAt(here.BinarySearch(old, ByNumber));
    }
}
