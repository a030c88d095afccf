using System.Text;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>The actions of OCPP 1.6 spoken here, either way; a server's table switches on them.</summary>
public enum Ocpp16Action : byte
{
    Authorize,
    BootNotification,
    CancelReservation,
    ChangeAvailability,
    ChangeConfiguration,
    ClearCache,
    ClearChargingProfile,
    DataTransfer,
    DiagnosticsStatusNotification,
    FirmwareStatusNotification,
    GetCompositeSchedule,
    GetConfiguration,
    Heartbeat,
    MeterValues,
    RemoteStartTransaction,
    RemoteStopTransaction,
    ReserveNow,
    Reset,
    SecurityEventNotification,
    SetChargingProfile,
    StartTransaction,
    StatusNotification,
    StopTransaction,
    TriggerMessage,
    UnlockConnector,
}

/// <summary>Finds actions by their names in OCPP 1.6.</summary>
public static class Ocpp16Actions
{
    private static readonly string[] StandardButNotSpoken =
    [
        "CertificateSigned",
        "DeleteCertificate",
        "ExtendedTriggerMessage",
        "GetDiagnostics",
        "GetInstalledCertificateIds",
        "GetLocalListVersion",
        "GetLog",
        "InstallCertificate",
        "LogStatusNotification",
        "SendLocalList",
        "SignCertificate",
        "SignedFirmwareStatusNotification",
        "SignedUpdateFirmware",
        "UpdateFirmware",
    ];

    /// <summary>Looks an action up by the UTF-8 of its name, case counting.</summary>
    public static bool TryFind(ReadOnlySpan<byte> action, out Ocpp16Action found) => WireNames<Ocpp16Action>.TryFind(action, out found);

    /// <summary>What an action not spoken here is answered with: NotSupported when the standard has it, NotImplemented when nobody knows it (OCPP-J 1.6 §4.2.3).</summary>
    public static OcppFaultCode Refusal(ReadOnlySpan<byte> action) =>
        Array.IndexOf(StandardButNotSpoken, Encoding.UTF8.GetString(action)) >= 0 ? OcppFaultCode.NotSupported : OcppFaultCode.NotImplemented;
}
