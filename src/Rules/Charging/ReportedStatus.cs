namespace Doorstep.Rules.Charging;

/// <summary>What a pile reports of a connector, over all protocols; what people are told is <see cref="Stations.ConnectorState"/>.</summary>
public enum ReportedStatus
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
