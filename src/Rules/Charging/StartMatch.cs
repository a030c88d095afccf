namespace Doorstep.Rules.Charging;

/// <summary>What a pile said when it began.</summary>
/// <param name="Token">Card, tag, or the word we gave with a remote start.</param>
/// <param name="Transaction">The pile's own name for it, where the pile gives one (OCPP 2.0.1, YKC).</param>
/// <param name="Key">The content of the start, where the pile gives no name (OCPP 1.6): connector, tag, register and time.</param>
/// <param name="ClockWrong">The pile's own time could not be believed, and <paramref name="At"/> is ours.</param>
public sealed record PileStart(int Connector, string? Token, string? Transaction, string? Key, DateTimeOffset At, bool ClockWrong = false);

/// <summary>
/// A pile's name for a transaction and ours. Firmware that forgets its counter gives a name twice; the later session is kept under the
/// same name with a plus behind it, and the pile goes on speaking of it by the bare one.
/// </summary>
public static class TransactionName
{
    /// <summary>The next name to try when <paramref name="name"/> is another session's.</summary>
    public static string Next(string name) => name + "+";

    /// <summary>What the pile calls it.</summary>
    public static string OfPile(string name) => name.TrimEnd('+');

    /// <summary>True when a session kept as <paramref name="kept"/> may be what the pile calls <paramref name="told"/>.</summary>
    public static bool Means(string? kept, string told) =>
        kept is not null && kept.StartsWith(told, StringComparison.Ordinal) && kept.AsSpan(told.Length).TrimStart('+').IsEmpty;
}

/// <summary>Which session a pile means when it says it began; a closed union.</summary>
public abstract record StartMatch
{
    private StartMatch()
    {
    }

    /// <summary>The same start again: its answer was lost. The same transaction is answered.</summary>
    public sealed record Repeat(Session Session) : StartMatch;

    /// <summary>The session somebody asked for.</summary>
    public sealed record Awaited(Session Session) : StartMatch;

    /// <summary>A session that was given up: the pile began after all. Its payer pays in a new session, which is stopped at once.</summary>
    public sealed record GivenUp(Session Session) : StartMatch;

    /// <summary>A start of its own; <paramref name="Displaces"/> is the session that can no longer be on this connector.</summary>
    public sealed record Fresh(Session? Displaces) : StartMatch;

    /// <param name="known">Open and lately finished sessions of the pile, newest last.</param>
    /// <param name="token">The word a session gives with its remote start.</param>
    public static StartMatch Of(PileStart start, IReadOnlyCollection<Session> known, Func<SessionId, string> token)
    {
        var worded = start.Token is null ? null : known.LastOrDefault(s => string.Equals(token(s.Id), start.Token, StringComparison.OrdinalIgnoreCase));
        var same = start.Transaction is { } name
            ? known.LastOrDefault(s => s.BeginSeen && TransactionName.Means(s.PileTransaction, name))
            : known.FirstOrDefault(s => s.BeginSeen && start.Key is not null && s.StartKey == start.Key);
        if (same is not null && !(start.Transaction is not null && GivenTwice(same, start, worded)))
        {
            return new Repeat(same);
        }

        var named = worded
            ?? known.LastOrDefault(s => start.Transaction is not null && s.PileTransaction == start.Transaction && !s.BeginSeen);
        if (named is { BeginSeen: false, Over: false })
        {
            return new Awaited(named);
        }

        if (named is { State: SessionState.Failed })
        {
            return new GivenUp(named);
        }

        if (named is { PileTransaction: not null } && named.PileTransaction == start.Transaction)
        {
            // Billed by what was heard before its beginning came.
            return new Repeat(named);
        }

        var here = known.LastOrDefault(s => s.Connector.Number == start.Connector && s.Open);
        // What the pile kept while it could not reach us does not end what runs now.
        return new Fresh(here is null || here.RequestedAt > start.At ? null : here);
    }

    /// <summary>
    /// True when a pile gave the name of <paramref name="same"/> to another charge: it answers another request of ours, or it began after
    /// that one was over. A start told twice tells the same time twice.
    /// </summary>
    public static bool GivenTwice(Session same, PileStart start, Session? worded) =>
        (worded is { BeginSeen: false, Over: false } && worded.Id != same.Id) || (same.Over && !start.ClockWrong && start.At > (same.StoppedAt ?? same.EndedAt));
}

/// <summary>Which session a pile means when it says one is over.</summary>
public static class StopMatch
{
    /// <summary>
    /// The session with that name on this pile and no other. A pile that never got our answer to its start stops number 0 or −1:
    /// that is the one open session that fits its tag and register, or none.
    /// </summary>
    public static Session? Of(string? transaction, string? token, Energy? register, IReadOnlyCollection<Session> known)
    {
        if (transaction is not (null or "" or "0" or "-1"))
        {
            return known.LastOrDefault(s => TransactionName.Means(s.PileTransaction, transaction));
        }

        var open = known.Where(s => s.Open && s.BeginSeen && (register is null || s.First is null || s.First.Value.Register <= register)).ToList();
        var byToken = token is null ? [] : open.Where(s => string.Equals(s.Card, token, StringComparison.OrdinalIgnoreCase)).ToList();
        return byToken.Count == 1 ? byToken[0] : open.Count == 1 && (token is null || open[0].Card is null) ? open[0] : null;
    }
}
