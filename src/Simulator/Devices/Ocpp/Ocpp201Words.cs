using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A virtual pile's states and causes in the words of 2.0.1.</summary>
internal static class Ocpp201Words
{
    public static ConnectorStatusEnumType Status(VirtualConnector connector) => connector.State switch
    {
        VirtualConnectorState.Faulted => ConnectorStatusEnumType.Faulted,
        VirtualConnectorState.OutOfService => ConnectorStatusEnumType.Unavailable,
        VirtualConnectorState.Reserved => ConnectorStatusEnumType.Reserved,
        VirtualConnectorState.Idle => ConnectorStatusEnumType.Available,
        _ => ConnectorStatusEnumType.Occupied,
    };

    public static ChargingStateEnumType Charging(VirtualConnectorState state) => state switch
    {
        VirtualConnectorState.Charging => ChargingStateEnumType.Charging,
        VirtualConnectorState.SuspendedByCar => ChargingStateEnumType.SuspendedEV,
        VirtualConnectorState.SuspendedByPile => ChargingStateEnumType.SuspendedEVSE,
        VirtualConnectorState.Idle => ChargingStateEnumType.Idle,
        _ => ChargingStateEnumType.EVConnected,
    };

    public static TriggerReasonEnumType Started(StartedBy by) => by switch
    {
        StartedBy.Platform => TriggerReasonEnumType.RemoteStart,
        StartedBy.Plug => TriggerReasonEnumType.CablePluggedIn,
        _ => TriggerReasonEnumType.Authorized,
    };

    public static (TriggerReasonEnumType Trigger, ReasonEnumType Reason) Stopped(StopCause? cause) => cause switch
    {
        StopCause.Remote => (TriggerReasonEnumType.RemoteStop, ReasonEnumType.Remote),
        StopCause.Local => (TriggerReasonEnumType.StopAuthorized, ReasonEnumType.Local),
        StopCause.Full => (TriggerReasonEnumType.ChargingStateChanged, ReasonEnumType.StoppedByEV),
        StopCause.EnergyLimit => (TriggerReasonEnumType.EnergyLimitReached, ReasonEnumType.EnergyLimitReached),
        StopCause.BalanceUsedUp => (TriggerReasonEnumType.EnergyLimitReached, ReasonEnumType.LocalOutOfCredit),
        StopCause.Unplugged => (TriggerReasonEnumType.EVDeparted, ReasonEnumType.EVDisconnected),
        StopCause.EmergencyStop => (TriggerReasonEnumType.AbnormalCondition, ReasonEnumType.EmergencyStop),
        StopCause.PowerLoss => (TriggerReasonEnumType.AbnormalCondition, ReasonEnumType.PowerLoss),
        StopCause.Restart => (TriggerReasonEnumType.ResetCommand, ReasonEnumType.ImmediateReset),
        StopCause.Deauthorized => (TriggerReasonEnumType.Deauthorized, ReasonEnumType.DeAuthorized),
        _ => (TriggerReasonEnumType.AbnormalCondition, ReasonEnumType.Other),
    };

    public static LimitProfile Limit(ChargingProfileType profile, int evse)
    {
        // several schedules are alternatives for ISO 15118 cars; a pile without it follows the first
        var schedule = profile.ChargingSchedule[0];
        return new(
            profile.Id,
            evse,
            profile.StackLevel,
            Purpose(profile.ChargingProfilePurpose),
            new(
                schedule.StartSchedule,
                schedule.Duration,
                schedule.ChargingRateUnit == ChargingRateUnitEnumType.A,
                [.. schedule.ChargingSchedulePeriod.OrderBy(p => p.StartPeriod).Select(p => new LimitStep(p.StartPeriod, p.Limit, p.NumberPhases))]))
        {
            Clock = (profile.ChargingProfileKind, profile.RecurrencyKind) switch
            {
                (ChargingProfileKindEnumType.Relative, _) => LimitClock.Relative,
                (ChargingProfileKindEnumType.Recurring, RecurrencyKindEnumType.Weekly) => LimitClock.Weekly,
                (ChargingProfileKindEnumType.Recurring, _) => LimitClock.Daily,
                _ => LimitClock.Absolute,
            },
            ValidFrom = profile.ValidFrom,
            ValidTo = profile.ValidTo,
            Transaction = profile.TransactionId,
        };
    }

    public static LimitPurpose Purpose(ChargingProfilePurposeEnumType purpose) => purpose switch
    {
        ChargingProfilePurposeEnumType.TxProfile => LimitPurpose.OneSession,
        ChargingProfilePurposeEnumType.TxDefaultProfile => LimitPurpose.AnySession,
        _ => LimitPurpose.WholePile,
    };
}
