namespace Doorstep.Rules.Stations;

/// <summary>Which state a station may pass to: Planned → Open ⇄ Paused, and from anywhere to Closed, which is for good.</summary>
public static class StationLife
{
    public static Refusal? WhyNot(StationState from, StationState to) => (from, to) switch
    {
        _ when from == to => null,
        (StationState.Closed, _) or (_, StationState.Planned) => new("station.state-wrong", ("from", from.ToString()), ("to", to.ToString())),
        (StationState.Planned, StationState.Paused) => new("station.state-wrong", ("from", from.ToString()), ("to", to.ToString())),
        _ => null,
    };
}
