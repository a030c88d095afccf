namespace Doorstep.Rules.Stations;

/// <summary>Where a station stands in its life.</summary>
public enum StationState
{
    /// <summary>Recorded, but not yet accepted: nobody charges.</summary>
    Planned,

    Open,

    /// <summary>Shut for a while: works, flood, dispute.</summary>
    Paused,

    /// <summary>Gone for good; its history stays.</summary>
    Closed,
}
