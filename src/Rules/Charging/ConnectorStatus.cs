namespace Doorstep.Rules.Charging;

/// <summary>What a connector says of itself, over all protocols.</summary>
public enum ConnectorStatus
{
    /// <summary>Nothing heard since the pile was last known.</summary>
    Unknown,
    Available,

    /// <summary>Plugged or being authorised, not charging yet.</summary>
    Preparing,
    Charging,

    /// <summary>Plugged; the car does not take power (often: full).</summary>
    SuspendedByCar,

    /// <summary>Plugged; the pile does not give power.</summary>
    SuspendedByPile,

    /// <summary>Over, the car still plugged.</summary>
    Finishing,

    /// <summary>Plugged, as OCPP 2.0.1 says it without more.</summary>
    Occupied,
    Reserved,
    Unavailable,
    Faulted,
}
