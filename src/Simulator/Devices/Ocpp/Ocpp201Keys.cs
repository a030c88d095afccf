using System.Globalization;

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

    public static IReadOnlyList<ConfigurationKey> Of(PileSpec spec, LinkRhythm rhythm) =>
    [
        new(Heartbeat, Seconds(rhythm.Heartbeat), Kind: KeyKind.Number),
        new(SampleInterval, Seconds(rhythm.ChargingReport), Kind: KeyKind.Number),
        new(PlugTimeout, "60", Kind: KeyKind.Number),
        new(StopOnInvalid, "true", Kind: KeyKind.Flag),
        new(AuthorizeRemote, "false", Kind: KeyKind.Flag),
        new(OfflineKnown, "true", Kind: KeyKind.Flag),
        new(OfflineUnknown, "false", Kind: KeyKind.Flag),
        new("SecurityCtrlr/BasicAuthPassword", "", KeyAccess.WriteOnly),
        new("AlignedDataCtrlr/Interval", "0", KeyAccess.ReadOnly, KeyKind.Number),
        new("ChargingStation/Model", spec.Model, KeyAccess.ReadOnly),
        new("ChargingStation/VendorName", spec.Vendor, KeyAccess.ReadOnly),
        new("ChargingStation/FirmwareVersion", spec.Firmware, KeyAccess.ReadOnly),
        new("DeviceDataCtrlr/ItemsPerMessage", "50", KeyAccess.ReadOnly, KeyKind.Number),
        new("OCPPCommCtrlr/MessageTimeout", Seconds(rhythm.ReplyTimeout), KeyAccess.ReadOnly, KeyKind.Number),
        new("OCPPCommCtrlr/MessageAttempts", "3", KeyAccess.ReadOnly, KeyKind.Number),
        new("OCPPCommCtrlr/MessageAttemptInterval", Seconds(rhythm.RecordRetry), KeyAccess.ReadOnly, KeyKind.Number),
        new("SampledDataCtrlr/TxUpdatedMeasurands", "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC", KeyAccess.ReadOnly),
        new("SmartChargingCtrlr/Entries", Text(ChargeLimits.MostProfiles), KeyAccess.ReadOnly, KeyKind.Number),
        new("SmartChargingCtrlr/RateUnit", "A,W", KeyAccess.ReadOnly),
        new("TxCtrlr/StopTxOnEVSideDisconnect", "true", KeyAccess.ReadOnly, KeyKind.Flag),
        new("TxCtrlr/TxStartPoint", "PowerPathClosed", KeyAccess.ReadOnly),
        new("TxCtrlr/TxStopPoint", "PowerPathClosed", KeyAccess.ReadOnly),
    ];

    private static string Seconds(TimeSpan span) => Text((int)Math.Max(1, Math.Round(span.TotalSeconds)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
