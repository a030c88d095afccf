using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Introduces a charging station after each start (OCPP 2.0.1 part 2, use case B01).</summary>
public sealed record BootNotificationRequest : IOcppRequest<BootNotificationRequest, BootNotificationResponse>
{
    public static string Action => "BootNotification";

    public required ChargingStationType ChargingStation { get; init; }

    public required BootReasonEnumType Reason { get; init; }

    public static BootNotificationRequest Read(ref OcppReader reader)
    {
        ChargingStationType? chargingStation = null;
        BootReasonEnumType? reason = null;
        while (reader.Next())
        {
            if (reader.Is("chargingStation"u8))
                chargingStation = reader.Part<ChargingStationType>();
            else if (reader.Is("reason"u8))
                reason = reader.Word<BootReasonEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            ChargingStation = reader.Required(chargingStation, "chargingStation"),
            Reason = reader.Required(reason, "reason"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("chargingStation"u8, ChargingStation);
        writer.Word("reason"u8, Reason);
    }
}

/// <summary>Accepts or refuses the station and gives the time and the heartbeat or retry interval in seconds (OCPP 2.0.1 part 2, use case B01).</summary>
public sealed record BootNotificationResponse : IOcppPayload<BootNotificationResponse>
{
    public required DateTimeOffset CurrentTime { get; init; }

    public required int Interval { get; init; }

    public required RegistrationStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static BootNotificationResponse Read(ref OcppReader reader)
    {
        DateTimeOffset? currentTime = null;
        int? interval = null;
        RegistrationStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("currentTime"u8))
                currentTime = reader.Time();
            else if (reader.Is("interval"u8))
                interval = reader.Integer();
            else if (reader.Is("status"u8))
                status = reader.Word<RegistrationStatusEnumType>();
            else if (reader.Is("statusInfo"u8))
                statusInfo = reader.Part<StatusInfoType>();
            else
                reader.Unknown();
        }
        return new()
        {
            CurrentTime = reader.Required(currentTime, "currentTime"),
            Interval = reader.Required(interval, "interval"),
            Status = reader.Required(status, "status"),
            StatusInfo = statusInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("currentTime"u8, CurrentTime);
        writer.Number("interval"u8, Interval);
        writer.Word("status"u8, Status);
        writer.Part("statusInfo"u8, StatusInfo);
    }
}

/// <summary>The station's make and firmware (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ChargingStationType : IOcppPayload<ChargingStationType>
{
    public string? SerialNumber { get; init; }

    public required string Model { get; init; }

    public ModemType? Modem { get; init; }

    public required string VendorName { get; init; }

    public string? FirmwareVersion { get; init; }

    public static ChargingStationType Read(ref OcppReader reader)
    {
        string? serialNumber = null;
        string? model = null;
        ModemType? modem = null;
        string? vendorName = null;
        string? firmwareVersion = null;
        while (reader.Next())
        {
            if (reader.Is("serialNumber"u8))
                serialNumber = reader.Text(25);
            else if (reader.Is("model"u8))
                model = reader.Text(20);
            else if (reader.Is("modem"u8))
                modem = reader.Part<ModemType>();
            else if (reader.Is("vendorName"u8))
                vendorName = reader.Text(50);
            else if (reader.Is("firmwareVersion"u8))
                firmwareVersion = reader.Text(50);
            else
                reader.Unknown();
        }
        return new()
        {
            SerialNumber = serialNumber,
            Model = reader.Required(model, "model"),
            Modem = modem,
            VendorName = reader.Required(vendorName, "vendorName"),
            FirmwareVersion = firmwareVersion,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("serialNumber"u8, SerialNumber);
        writer.Text("model"u8, Model);
        writer.Part("modem"u8, Modem);
        writer.Text("vendorName"u8, VendorName);
        writer.Text("firmwareVersion"u8, FirmwareVersion);
    }
}

/// <summary>The station's modem (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ModemType : IOcppPayload<ModemType>
{
    public string? Iccid { get; init; }

    public string? Imsi { get; init; }

    public static ModemType Read(ref OcppReader reader)
    {
        string? iccid = null;
        string? imsi = null;
        while (reader.Next())
        {
            if (reader.Is("iccid"u8))
                iccid = reader.Text(20);
            else if (reader.Is("imsi"u8))
                imsi = reader.Text(20);
            else
                reader.Unknown();
        }
        return new()
        {
            Iccid = iccid,
            Imsi = imsi,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("iccid"u8, Iccid);
        writer.Text("imsi"u8, Imsi);
    }
}

/// <summary>Boot reason (OCPP 2.0.1 part 2 §3).</summary>
public enum BootReasonEnumType : byte
{
    ApplicationReset,
    FirmwareUpdate,
    LocalReset,
    PowerUp,
    RemoteReset,
    ScheduledReset,
    Triggered,
    Unknown,
    Watchdog,
}

/// <summary>Registration status (OCPP 2.0.1 part 2 §3).</summary>
public enum RegistrationStatusEnumType : byte
{
    Accepted,
    Pending,
    Rejected,
}
