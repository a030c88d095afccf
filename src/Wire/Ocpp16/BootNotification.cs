using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Introduces a charge point after each start (OCPP 1.6 §6.3).</summary>
public sealed record BootNotificationRequest : IOcppRequest<BootNotificationRequest, BootNotificationResponse>
{
    public static string Action => "BootNotification";

    public required string ChargePointVendor { get; init; }

    public required string ChargePointModel { get; init; }

    public string? ChargePointSerialNumber { get; init; }

    public string? ChargeBoxSerialNumber { get; init; }

    public string? FirmwareVersion { get; init; }

    public string? Iccid { get; init; }

    public string? Imsi { get; init; }

    public string? MeterType { get; init; }

    public string? MeterSerialNumber { get; init; }

    public static BootNotificationRequest Read(ref OcppReader reader)
    {
        string? chargePointVendor = null;
        string? chargePointModel = null;
        string? chargePointSerialNumber = null;
        string? chargeBoxSerialNumber = null;
        string? firmwareVersion = null;
        string? iccid = null;
        string? imsi = null;
        string? meterType = null;
        string? meterSerialNumber = null;
        while (reader.Next())
        {
            if (reader.Is("chargePointVendor"u8))
                chargePointVendor = reader.Text(20);
            else if (reader.Is("chargePointModel"u8))
                chargePointModel = reader.Text(20);
            else if (reader.Is("chargePointSerialNumber"u8))
                chargePointSerialNumber = reader.Text(25);
            else if (reader.Is("chargeBoxSerialNumber"u8))
                chargeBoxSerialNumber = reader.Text(25);
            else if (reader.Is("firmwareVersion"u8))
                firmwareVersion = reader.Text(50);
            else if (reader.Is("iccid"u8))
                iccid = reader.Text(20);
            else if (reader.Is("imsi"u8))
                imsi = reader.Text(20);
            else if (reader.Is("meterType"u8))
                meterType = reader.Text(25);
            else if (reader.Is("meterSerialNumber"u8))
                meterSerialNumber = reader.Text(25);
            else
                reader.Unknown();
        }
        return new()
        {
            ChargePointVendor = reader.Required(chargePointVendor, "chargePointVendor"),
            ChargePointModel = reader.Required(chargePointModel, "chargePointModel"),
            ChargePointSerialNumber = chargePointSerialNumber,
            ChargeBoxSerialNumber = chargeBoxSerialNumber,
            FirmwareVersion = firmwareVersion,
            Iccid = iccid,
            Imsi = imsi,
            MeterType = meterType,
            MeterSerialNumber = meterSerialNumber,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("chargePointVendor"u8, ChargePointVendor);
        writer.Text("chargePointModel"u8, ChargePointModel);
        writer.Text("chargePointSerialNumber"u8, ChargePointSerialNumber);
        writer.Text("chargeBoxSerialNumber"u8, ChargeBoxSerialNumber);
        writer.Text("firmwareVersion"u8, FirmwareVersion);
        writer.Text("iccid"u8, Iccid);
        writer.Text("imsi"u8, Imsi);
        writer.Text("meterType"u8, MeterType);
        writer.Text("meterSerialNumber"u8, MeterSerialNumber);
    }
}

/// <summary>Accepts or refuses the charge point and gives the time and the heartbeat or retry interval in seconds (OCPP 1.6 §6.4).</summary>
public sealed record BootNotificationResponse : IOcppPayload<BootNotificationResponse>
{
    public required RegistrationStatus Status { get; init; }

    public required DateTimeOffset CurrentTime { get; init; }

    public required int Interval { get; init; }

    public static BootNotificationResponse Read(ref OcppReader reader)
    {
        RegistrationStatus? status = null;
        DateTimeOffset? currentTime = null;
        int? interval = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<RegistrationStatus>();
            else if (reader.Is("currentTime"u8))
                currentTime = reader.Time();
            else if (reader.Is("interval"u8))
                interval = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            CurrentTime = reader.Required(currentTime, "currentTime"),
            Interval = reader.Required(interval, "interval"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Time("currentTime"u8, CurrentTime);
        writer.Number("interval"u8, Interval);
    }
}

/// <summary>Registration status (OCPP 1.6 §7.38).</summary>
public enum RegistrationStatus : byte
{
    Accepted,
    Pending,
    Rejected,
}
