using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>A pile's meter readings, on disk before they are confirmed.</summary>
public sealed class TakeReadings(SessionBook book)
{
    public async Task Run(LiveStation station, LivePile pile, ReadingsTaken taken, CancellationToken ct)
    {
        if (taken.Readings.Count == 0)
        {
            return;
        }

        if (Meant(pile, taken) is { } live)
        {
            await book.Apply(station, pile, live, new SessionEvent.Read(Believed(taken.Readings, book)), ct);
        }
        else if (taken.Transaction is not null)
        {
            await book.Note(pile, taken.Connector, "reading.foreign", taken.Transaction, ct);
        }
    }

    /// <summary>Readings with the times to work with.</summary>
    internal static IReadOnlyList<Reading> Believed(IReadOnlyList<Reading> readings, SessionBook book)
    {
        var now = book.Now;
        var rules = book.Rules;
        return readings.All(r => PileTime.Believed(r.At, now, rules) == r.At)
            ? readings
            : [.. readings.Select(r => r with { At = PileTime.Believed(r.At, now, rules) })];
    }

    /// <summary>The session by its name; readings without a name belong to what runs on their connector.</summary>
    private static LiveSession? Meant(LivePile pile, ReadingsTaken taken)
    {
        if (taken.Transaction is not (null or "" or "0" or "-1"))
        {
            return pile.Named(taken.Transaction);
        }

        return taken.Connector is { } connector ? pile.Sessions.FindLast(s => s.State.Open && s.State.BeginSeen && s.State.Connector.Number == connector) : null;
    }
}
