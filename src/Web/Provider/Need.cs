using Doorstep.App.Charging;
using Doorstep.Web.Shell.Parts;

namespace Doorstep.Web.Provider;

/// <summary>How much a station needs its provider: faults first, then piles without a link, then no connector left.</summary>
internal sealed record Need(int Faults, int Offline, int Free, int Busy, int Total)
{
    public static Need Of(StationSnapshot snapshot)
    {
        var states = snapshot.Piles.SelectMany(p => p.Connectors).Select(c => Marks.Of(c.State)).ToList();
        return new(
            states.Count(s => s is Mark.Fault),
            states.Count(s => s is Mark.Offline),
            states.Count(s => s is Mark.Free),
            states.Count(s => s is Mark.Charging or Mark.Plugged or Mark.Reserved),
            states.Count);
    }

    public int Rank => Faults > 0 ? 0 : Offline > 0 ? 1 : Free == 0 && Busy > 0 ? 2 : Busy > 0 ? 3 : 4;

    /// <summary>The tile's class and the shape beside its word.</summary>
    public Mark Mark => Rank switch { 0 => Mark.Fault, 1 => Mark.Offline, 2 => Mark.Reserved, 3 => Mark.Charging, _ => Total == 0 ? Mark.Paused : Mark.Free };
}
