namespace Doorstep.Rules.Charging;

/// <summary>What a pile said when it began.</summary>
/// <param name="Token">Card, tag, or the word we gave with a remote start.</param>
/// <param name="Transaction">The pile's own name for it, where the pile gives one (OCPP 2.0.1, YKC).</param>
/// <param name="Key">The content of the start, where the pile gives no name (OCPP 1.6): connector, tag, register and time.</param>
public sealed record PileStart(int Connector, string? Token, string? Transaction, string? Key, DateTimeOffset At);

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
        var same = known.FirstOrDefault(s => s.BeginSeen && (start.Transaction is not null ? s.PileTransaction == start.Transaction : start.Key is not null && s.StartKey == start.Key));
        if (same is not null)
        {
            return new Repeat(same);
        }

        var named = (start.Token is null ? null : known.LastOrDefault(s => string.Equals(token(s.Id), start.Token, StringComparison.OrdinalIgnoreCase)))
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
            return known.LastOrDefault(s => s.PileTransaction == transaction);
        }

        var open = known.Where(s => s.Open && s.BeginSeen && (register is null || s.First is null || s.First.Value.Register <= register)).ToList();
        var byToken = token is null ? [] : open.Where(s => string.Equals(s.Card, token, StringComparison.OrdinalIgnoreCase)).ToList();
        return byToken.Count == 1 ? byToken[0] : open.Count == 1 && (token is null || open[0].Card is null) ? open[0] : null;
    }
}
