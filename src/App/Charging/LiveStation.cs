using Doorstep.App.Stations;
using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>A station's live state in memory. Whoever changes it does so between two awaits, so that no change is seen half.</summary>
public sealed class LiveStation(StationId id, StationDirectory stations)
{
    private readonly Dictionary<PileId, LivePile> piles = [];
    private readonly Dictionary<SessionId, LiveSession> sessions = [];

    public StationId Id => id;

    /// <summary>Its current entry in the city's list.</summary>
    public StationEntry Entry => stations.Find(id) ?? throw new InvalidOperationException($"Station {id} is not in the city's list");

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; } = 1;

    public IReadOnlyCollection<LivePile> Piles => piles.Values;

    public IEnumerable<LiveSession> Sessions => sessions.Values;

    public void Touch() => Version++;

    /// <summary>The live side of a pile, with its current entry in the city's list.</summary>
    public LivePile Pile(PileEntry entry)
    {
        if (!piles.TryGetValue(entry.Pile, out var pile))
        {
            pile = new LivePile(entry);
            piles.Add(entry.Pile, pile);
            Touch();
        }

        pile.Entry = entry;
        return pile;
    }

    public LivePile? FindPile(PileId pile) => piles.GetValueOrDefault(pile);

    public LiveSession? Find(SessionId session) => sessions.GetValueOrDefault(session);

    public void Add(LivePile pile, LiveSession session)
    {
        sessions.Add(session.State.Id, session);
        pile.Sessions.Add(session);
        foreach (var old in pile.TooMany())
        {
            Forget(pile, old);
        }

        Touch();
    }

    public void Forget(LivePile pile, LiveSession session)
    {
        sessions.Remove(session.State.Id);
        pile.Sessions.Remove(session);
        Touch();
    }
}
