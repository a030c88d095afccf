namespace Doorstep.Rules.Stations;

/// <summary>What a connector is doing, in one word for people: judged from what its pile reports and what we know ourselves.</summary>
public enum ConnectorState
{
    /// <summary>Its pile never reported since the city's program started.</summary>
    Unknown,

    /// <summary>Its pile's link is down.</summary>
    Offline,

    Free,

    /// <summary>A cable is in a car, nothing flows yet.</summary>
    Plugged,

    Charging,

    /// <summary>A session is open and the car or the pile takes a rest.</summary>
    Suspended,

    /// <summary>The session is over, the car is still there.</summary>
    Finishing,

    Reserved,

    /// <summary>Taken out of service by people.</summary>
    Unavailable,

    Faulted,
}
