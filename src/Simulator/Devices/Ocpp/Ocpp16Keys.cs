namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>Configuration keys of a 1.6 pile (OCPP 1.6 §9).</summary>
internal static class Ocpp16Keys
{
    public const string Heartbeat = "HeartbeatInterval";
    public const string SampleInterval = "MeterValueSampleInterval";
    public const string PlugTimeout = "ConnectionTimeOut";
    public const string AuthorizeRemote = "AuthorizeRemoteTxRequests";
    public const string OfflineKnown = "LocalAuthorizeOffline";
    public const string OfflineUnknown = "AllowOfflineTxForUnknownId";
    public const string StopOnInvalid = "StopTransactionOnInvalidId";

    public static readonly IReadOnlyList<ConfigurationKey> All =
    [
        new(Heartbeat, rhythm => rhythm.Heartbeat),
        new(SampleInterval, rhythm => rhythm.ChargingReport),
        new(PlugTimeout, "60", kind: KeyKind.Number),
        new(AuthorizeRemote, "false", kind: KeyKind.Flag),
        new(OfflineKnown, "true", kind: KeyKind.Flag),
        new(OfflineUnknown, "false", kind: KeyKind.Flag),
        new(StopOnInvalid, "true", kind: KeyKind.Flag),
        new("AuthorizationKey", "", KeyAccess.WriteOnly),
        new("ClockAlignedDataInterval", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargeProfileMaxStackLevel", "10", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargingScheduleAllowedChargingRateUnit", "Current,Power", KeyAccess.ReadOnly),
        new("ChargingScheduleMaxPeriods", "96", KeyAccess.ReadOnly, KeyKind.Number),
        new("ConnectorPhaseRotation", "NotApplicable", KeyAccess.ReadOnly),
        new("GetConfigurationMaxKeys", "50", KeyAccess.ReadOnly, KeyKind.Number),
        new("LocalPreAuthorize", "false", KeyAccess.ReadOnly, KeyKind.Flag),
        new("MaxChargingProfilesInstalled", (_, _) => ChargeLimits.MostProfiles, KeyAccess.ReadOnly),
        new("MeterValuesSampledData", "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC,Temperature", KeyAccess.ReadOnly),
        new("NumberOfConnectors", (spec, _) => spec.ConnectorCount, KeyAccess.ReadOnly),
        new("ResetRetries", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("StopTransactionOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
        new("StopTxnSampledData", "Energy.Active.Import.Register", KeyAccess.ReadOnly),
        new("SupportedFeatureProfiles", "Core,RemoteTrigger,Reservation,SmartCharging", KeyAccess.ReadOnly),
        new("TransactionMessageAttempts", "3", KeyAccess.ReadOnly, KeyKind.Number),
        new("TransactionMessageRetryInterval", rhythm => rhythm.RecordRetry, KeyAccess.ReadOnly),
        new("UnlockConnectorOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
    ];
}
