using Doorstep.App.Stations;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>A pile's link comes and goes; one live connection per pile.</summary>
public sealed class HearLink(PileDirectory piles, SessionBook book, CityClock clock)
{
    public async Task Up(LiveStation station, PileOrigin from, LinkUp link, CancellationToken ct)
    {
        if (Pile(station, from) is not { } pile)
        {
            return;
        }

        if (pile.Link is { } old && old != from)
        {
            await book.Note(pile, null, "alert", $"link.takeover {link.Remote}", ct);
            await Close(old);
        }

        Adopt(station, pile, from);
        await book.Note(pile, null, "link.up", $"{link.Protocol} {link.Remote}", ct);
        await Back(station, pile, ct);
    }

    public async Task Down(LiveStation station, PileOrigin from, string why, CancellationToken ct)
    {
        if (station.FindPile(from.Pile) is not { } pile || pile.Link != from)
        {
            // Closed after another connection took over.
            return;
        }

        pile.Link = null;
        pile.LinkedSince = null;
        station.Touch();
        await book.Note(pile, null, "link.down", why, ct);
        foreach (var session in pile.Sessions.FindAll(s => !s.State.Over))
        {
            await book.Apply(station, pile, session, new SessionEvent.LinkLost(), ct);
        }
    }

    /// <summary>The pile behind a message; a connection that this owner did not know yet (it has moved) is adopted.</summary>
    public LivePile? Pile(LiveStation station, PileOrigin from)
    {
        if (piles.Find(from.Pile) is not { } entry || entry.Station != station.Id)
        {
            return null;
        }

        var pile = station.Pile(entry);
        if (pile.Link is null)
        {
            Adopt(station, pile, from);
        }

        return pile;
    }

    /// <summary>A node's list of the piles it holds.</summary>
    public async Task Again(LiveStation station, PileOrigin from, CancellationToken ct)
    {
        bool known = station.FindPile(from.Pile)?.Link == from;
        if (!known && Pile(station, from) is { } pile && pile.Link == from)
        {
            await Back(station, pile, ct);
            await PileLink.Send(pile, from, new PileCommand.ReportStatus(0));
        }
    }

    private static async Task Close(PileOrigin old)
    {
        try
        {
            await old.Door.Close(old.Link, "another connection of the same pile took over");
        }
        catch (Exception gone) when (NodeLoss.Means(gone))
        {
            // Its node is gone, and the connection with it.
        }
    }

    private void Adopt(LiveStation station, LivePile pile, PileOrigin from)
    {
        pile.Link = from;
        pile.LinkedSince = clock.GetUtcNow();
        station.Touch();
    }

    private async Task Back(LiveStation station, LivePile pile, CancellationToken ct)
    {
        foreach (var session in pile.Sessions.FindAll(s => !s.State.Over))
        {
            await book.Apply(station, pile, session, new SessionEvent.LinkBack(), ct);
        }
    }
}
