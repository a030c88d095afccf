namespace Doorstep.App.Charging;

/// <summary>Sends to a pile through the node that holds it.</summary>
internal static class PileLink
{
    /// <summary>False when the connection is gone, and then the pile is known to be unlinked.</summary>
    public static async Task<bool> Send(LivePile pile, PileOrigin link, PileCommand command)
    {
        bool sent;
        try
        {
            sent = await link.Door.Send(link.Link, command);
        }
        catch (Exception gone) when (NodeLoss.Means(gone))
        {
            // The node died with its connections; its piles connect anew elsewhere.
            sent = false;
        }

        if (!sent && pile.Link == link)
        {
            pile.Link = null;
            pile.LinkedSince = null;
        }

        return sent;
    }
}
