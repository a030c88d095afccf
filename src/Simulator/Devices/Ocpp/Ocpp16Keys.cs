using System.Globalization;

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

    public static IReadOnlyList<ConfigurationKey> Of(PileSpec spec, LinkRhythm rhythm) =>
    [
        new(Heartbeat, Seconds(rhythm.Heartbeat), Kind: KeyKind.Number),
        new(SampleInterval, Seconds(rhythm.ChargingReport), Kind: KeyKind.Number),
        new(PlugTimeout, "60", Kind: KeyKind.Number),
        new(AuthorizeRemote, "false", Kind: KeyKind.Flag),
        new(OfflineKnown, "true", Kind: KeyKind.Flag),
        new(OfflineUnknown, "false", Kind: KeyKind.Flag),
        new(StopOnInvalid, "true", Kind: KeyKind.Flag),
        new("AuthorizationKey", "", KeyAccess.WriteOnly),
        new("ClockAlignedDataInterval", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargeProfileMaxStackLevel", "10", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargingScheduleAllowedChargingRateUnit", "Current,Power", KeyAccess.ReadOnly),
        new("ChargingScheduleMaxPeriods", "96", KeyAccess.ReadOnly, KeyKind.Number),
        new("ConnectorPhaseRotation", "NotApplicable", KeyAccess.ReadOnly),
        new("GetConfigurationMaxKeys", "50", KeyAccess.ReadOnly, KeyKind.Number),
        new("LocalPreAuthorize", "false", KeyAccess.ReadOnly, KeyKind.Flag),
        new("MaxChargingProfilesInstalled", Text(ChargeLimits.MostProfiles), KeyAccess.ReadOnly, KeyKind.Number),
        new("MeterValuesSampledData", "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC,Temperature", KeyAccess.ReadOnly),
        new("NumberOfConnectors", Text(spec.ConnectorCount), KeyAccess.ReadOnly, KeyKind.Number),
        new("ResetRetries", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("StopTransactionOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
        new("StopTxnSampledData", "Energy.Active.Import.Register", KeyAccess.ReadOnly),
        new("SupportedFeatureProfiles", "Core,RemoteTrigger,Reservation,SmartCharging", KeyAccess.ReadOnly),
        new("TransactionMessageAttempts", "3", KeyAccess.ReadOnly, KeyKind.Number),
        new("TransactionMessageRetryInterval", Seconds(rhythm.RecordRetry), KeyAccess.ReadOnly, KeyKind.Number),
        new("UnlockConnectorOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
    ];

    private static string Seconds(TimeSpan span) => Text((int)Math.Max(1, Math.Round(span.TotalSeconds)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
