using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>A station's clockwork: every open session is judged against its patience.</summary>
public sealed class PassTime(SessionBook book)
{
    public async Task Run(LiveStation station, CancellationToken ct)
    {
        foreach (var pile in station.Piles.ToList())
        {
            if (pile.Sessions.Count == 0)
            {
                continue;
            }

            foreach (var session in pile.Sessions.FindAll(s => !s.State.Over))
            {
                await book.Apply(station, pile, session, new SessionEvent.TimePassed(), ct);
            }
        }
    }
}
