using System.Text;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>The actions of OCPP 2.0.1 spoken here, either way; a server's table switches on them.</summary>
public enum Ocpp201Action : byte
{
    Authorize,
    BootNotification,
    CancelReservation,
    ChangeAvailability,
    ClearChargingProfile,
    DataTransfer,
    FirmwareStatusNotification,
    GetBaseReport,
    GetTransactionStatus,
    GetVariables,
    Heartbeat,
    LogStatusNotification,
    MeterValues,
    NotifyEvent,
    NotifyReport,
    RequestStartTransaction,
    RequestStopTransaction,
    ReserveNow,
    Reset,
    SecurityEventNotification,
    SetChargingProfile,
    SetVariables,
    StatusNotification,
    TransactionEvent,
    TriggerMessage,
    UnlockConnector,
}

/// <summary>Finds actions by their names in OCPP 2.0.1.</summary>
public static class Ocpp201Actions
{
    private static readonly string[] StandardButNotSpoken =
    [
        "CertificateSigned",
        "ClearCache",
        "ClearDisplayMessage",
        "ClearVariableMonitoring",
        "ClearedChargingLimit",
        "CostUpdated",
        "CustomerInformation",
        "DeleteCertificate",
        "Get15118EVCertificate",
        "GetCertificateStatus",
        "GetChargingProfiles",
        "GetCompositeSchedule",
        "GetDisplayMessages",
        "GetInstalledCertificateIds",
        "GetLocalListVersion",
        "GetLog",
        "GetMonitoringReport",
        "GetReport",
        "InstallCertificate",
        "NotifyChargingLimit",
        "NotifyCustomerInformation",
        "NotifyDisplayMessages",
        "NotifyEVChargingNeeds",
        "NotifyEVChargingSchedule",
        "NotifyMonitoringReport",
        "PublishFirmware",
        "PublishFirmwareStatusNotification",
        "ReportChargingProfiles",
        "ReservationStatusUpdate",
        "SendLocalList",
        "SetDisplayMessage",
        "SetMonitoringBase",
        "SetMonitoringLevel",
        "SetNetworkProfile",
        "SetVariableMonitoring",
        "SignCertificate",
        "UnpublishFirmware",
        "UpdateFirmware",
    ];

    /// <summary>Looks an action up by the UTF-8 of its name, case counting.</summary>
    public static bool TryFind(ReadOnlySpan<byte> action, out Ocpp201Action found) => WireNames<Ocpp201Action>.TryFind(action, out found);

    /// <summary>What an action not spoken here is answered with: NotSupported when the standard has it, NotImplemented when nobody knows it (OCPP 2.0.1 part 4 §4.3).</summary>
    public static OcppFaultCode Refusal(ReadOnlySpan<byte> action) =>
        Array.IndexOf(StandardButNotSpoken, Encoding.UTF8.GetString(action)) >= 0 ? OcppFaultCode.NotSupported : OcppFaultCode.NotImplemented;
}
