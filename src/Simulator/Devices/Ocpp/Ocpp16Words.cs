using Doorstep.Wire.Ocpp16;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A virtual pile's states and causes in the words of 1.6.</summary>
internal static class Ocpp16Words
{
    public static ChargePointStatus Status(VirtualConnector connector) => connector.State switch
    {
        VirtualConnectorState.Plugged => ChargePointStatus.Preparing,
        VirtualConnectorState.Charging => ChargePointStatus.Charging,
        VirtualConnectorState.SuspendedByCar => ChargePointStatus.SuspendedEV,
        VirtualConnectorState.SuspendedByPile => ChargePointStatus.SuspendedEVSE,
        VirtualConnectorState.Finished => ChargePointStatus.Finishing,
        VirtualConnectorState.Faulted => ChargePointStatus.Faulted,
        VirtualConnectorState.OutOfService => ChargePointStatus.Unavailable,
        // a shown card or a remote start that waits for the plug
        _ when connector.Waiting is not null => ChargePointStatus.Preparing,
        VirtualConnectorState.Reserved => ChargePointStatus.Reserved,
        _ => ChargePointStatus.Available,
    };

    public static ChargePointErrorCode Error(PileFault faults) => faults switch
    {
        PileFault.None => ChargePointErrorCode.NoError,
        _ when faults.HasFlag(PileFault.OverTemperature) => ChargePointErrorCode.HighTemperature,
        _ when faults.HasFlag(PileFault.MeterLink) => ChargePointErrorCode.PowerMeterFailure,
        _ when faults.HasFlag(PileFault.PowerLoss) => ChargePointErrorCode.UnderVoltage,
        _ when faults.HasFlag(PileFault.Contactor) => ChargePointErrorCode.PowerSwitchFailure,
        _ when faults.HasFlag(PileFault.CardReader) => ChargePointErrorCode.ReaderFailure,
        _ => ChargePointErrorCode.OtherError,
    };

    public static Reason StopReason(StopCause? cause) => cause switch
    {
        StopCause.Remote => Reason.Remote,
        StopCause.Local => Reason.Local,
        StopCause.Unplugged => Reason.EVDisconnected,
        StopCause.EmergencyStop => Reason.EmergencyStop,
        StopCause.PowerLoss => Reason.PowerLoss,
        StopCause.Restart => Reason.Reboot,
        StopCause.Deauthorized => Reason.DeAuthorized,
        _ => Reason.Other,
    };

    public static LimitProfile Limit(ChargingProfile profile, int connector) => new(
        profile.ChargingProfileId,
        connector,
        profile.StackLevel,
        profile.ChargingProfilePurpose switch
        {
            ChargingProfilePurposeType.ChargePointMaxProfile => LimitPurpose.WholePile,
            ChargingProfilePurposeType.TxProfile => LimitPurpose.OneSession,
            _ => LimitPurpose.AnySession,
        },
        new(
            profile.ChargingSchedule.StartSchedule,
            profile.ChargingSchedule.Duration,
            profile.ChargingSchedule.ChargingRateUnit == ChargingRateUnitType.A,
            [.. profile.ChargingSchedule.ChargingSchedulePeriod.OrderBy(p => p.StartPeriod).Select(p => new LimitStep(p.StartPeriod, p.Limit, p.NumberPhases))]))
    {
        Clock = (profile.ChargingProfileKind, profile.RecurrencyKind) switch
        {
            (ChargingProfileKindType.Relative, _) => LimitClock.Relative,
            (ChargingProfileKindType.Recurring, RecurrencyKindType.Weekly) => LimitClock.Weekly,
            (ChargingProfileKindType.Recurring, _) => LimitClock.Daily,
            _ => LimitClock.Absolute,
        },
        ValidFrom = profile.ValidFrom,
        ValidTo = profile.ValidTo,
        Transaction = profile.TransactionId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
