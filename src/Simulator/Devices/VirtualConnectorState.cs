namespace Doorstep.Simulator.Devices;

/// <summary>State of a connector as its protocols tell it.</summary>
public enum VirtualConnectorState
{
    /// <summary>No car.</summary>
    Idle,

    /// <summary>A car is plugged in and nothing runs.</summary>
    Plugged,

    Charging,

    /// <summary>Session open, the car takes nothing.</summary>
    SuspendedByCar,

    /// <summary>Session open, the pile's limit leaves nothing.</summary>
    SuspendedByPile,

    /// <summary>Session ended, the car is still plugged in.</summary>
    Finished,

    Faulted,

    /// <summary>Taken out of service by the platform.</summary>
    OutOfService,

    /// <summary>Held for a card.</summary>
    Reserved,
}
