namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>Variables of a 2.0.1 station as <c>Component/Variable</c> (OCPP 2.0.1 part 2, referenced components and variables).</summary>
internal static class Ocpp201Keys
{
    public const string Heartbeat = "OCPPCommCtrlr/HeartbeatInterval";
    public const string SampleInterval = "SampledDataCtrlr/TxUpdatedInterval";
    public const string PlugTimeout = "TxCtrlr/EVConnectionTimeOut";
    public const string StopOnInvalid = "TxCtrlr/StopTxOnInvalidId";
    public const string AuthorizeRemote = "AuthCtrlr/AuthorizeRemoteStart";
    public const string OfflineKnown = "AuthCtrlr/LocalAuthorizeOffline";
    public const string OfflineUnknown = "AuthCtrlr/OfflineTxForUnknownIdEnabled";

    public static readonly IReadOnlyList<ConfigurationKey> All =
    [
        new(Heartbeat, rhythm => rhythm.Heartbeat),
        new(SampleInterval, rhythm => rhythm.ChargingReport),
        new(PlugTimeout, "60", kind: KeyKind.Number),
        new(StopOnInvalid, "true", kind: KeyKind.Flag),
        new(AuthorizeRemote, "false", kind: KeyKind.Flag),
        new(OfflineKnown, "true", kind: KeyKind.Flag),
        new(OfflineUnknown, "false", kind: KeyKind.Flag),
        new("SecurityCtrlr/BasicAuthPassword", "", KeyAccess.WriteOnly),
        new("AlignedDataCtrlr/Interval", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargingStation/Model", (spec, _) => spec.Model, KeyAccess.ReadOnly),
        new("ChargingStation/VendorName", (spec, _) => spec.Vendor, KeyAccess.ReadOnly),
        new("ChargingStation/FirmwareVersion", (spec, _) => spec.Firmware, KeyAccess.ReadOnly),
        new("DeviceDataCtrlr/ItemsPerMessage", "50", KeyAccess.ReadOnly, KeyKind.Number),
        new("OCPPCommCtrlr/MessageTimeout", rhythm => rhythm.ReplyTimeout, KeyAccess.ReadOnly),
        new("OCPPCommCtrlr/MessageAttempts", "3", KeyAccess.ReadOnly, KeyKind.Number),
        new("OCPPCommCtrlr/MessageAttemptInterval", rhythm => rhythm.RecordRetry, KeyAccess.ReadOnly),
        new("SampledDataCtrlr/TxUpdatedMeasurands", "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC", KeyAccess.ReadOnly),
        new("SmartChargingCtrlr/Entries", (_, _) => ChargeLimits.MostProfiles, KeyAccess.ReadOnly),
        new("SmartChargingCtrlr/RateUnit", "A,W", KeyAccess.ReadOnly),
        new("TxCtrlr/StopTxOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
        new("TxCtrlr/TxStartPoint", "PowerPathClosed", KeyAccess.ReadOnly),
        new("TxCtrlr/TxStopPoint", "PowerPathClosed", KeyAccess.ReadOnly),
    ];
}
