namespace Doorstep.Simulator.Devices;

/// <summary>What can go wrong with a pile.</summary>
[Flags]
public enum PileFault
{
    None = 0,
    EmergencyStop = 1 << 0,
    OverTemperature = 1 << 1,
    MeterLink = 1 << 2,
    PowerLoss = 1 << 3,
    DoorOpen = 1 << 4,
    CardReader = 1 << 5,
    Contactor = 1 << 6,
}

/// <summary>Why a session ended.</summary>
public enum StopCause
{
    /// <summary>Ordered by the platform.</summary>
    Remote,

    /// <summary>The same card was presented again, or a button pressed.</summary>
    Local,

    /// <summary>The car is full or has what it wanted.</summary>
    Full,

    /// <summary>An energy limit of the order.</summary>
    EnergyLimit,

    /// <summary>The balance given with the order is used up.</summary>
    BalanceUsedUp,

    /// <summary>The gun was pulled.</summary>
    Unplugged,

    EmergencyStop,
    OverTemperature,
    MeterFault,
    PowerLoss,
    Restart,
    OtherFault,

    /// <summary>The platform withdrew the authorisation after the start.</summary>
    Deauthorized,
}

internal static class StopCauses
{
    public static StopCause Of(PileFault fault) => fault switch
    {
        _ when fault.HasFlag(PileFault.PowerLoss) => StopCause.PowerLoss,
        _ when fault.HasFlag(PileFault.EmergencyStop) => StopCause.EmergencyStop,
        _ when fault.HasFlag(PileFault.OverTemperature) => StopCause.OverTemperature,
        _ when fault.HasFlag(PileFault.MeterLink) => StopCause.MeterFault,
        _ => StopCause.OtherFault,
    };
}
