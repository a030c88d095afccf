using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Sets one configuration key (OCPP 1.6 §6.9).</summary>
public sealed record ChangeConfigurationRequest : IOcppRequest<ChangeConfigurationRequest, ChangeConfigurationResponse>
{
    public static string Action => "ChangeConfiguration";

    public required string Key { get; init; }

    public required string Value { get; init; }

    public static ChangeConfigurationRequest Read(ref OcppReader reader)
    {
        string? key = null;
        string? value = null;
        while (reader.Next())
        {
            if (reader.Is("key"u8))
                key = reader.Text(50);
            else if (reader.Is("value"u8))
                value = reader.Text(500);
            else
                reader.Unknown();
        }
        return new()
        {
            Key = reader.Required(key, "key"),
            Value = reader.Required(value, "value"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("key"u8, Key);
        writer.Text("value"u8, Value);
    }
}

/// <summary>Tells whether the key was set (OCPP 1.6 §6.10).</summary>
public sealed record ChangeConfigurationResponse : IOcppPayload<ChangeConfigurationResponse>
{
    public required ConfigurationStatus Status { get; init; }

    public static ChangeConfigurationResponse Read(ref OcppReader reader)
    {
        ConfigurationStatus? status = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ConfigurationStatus>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
    }
}

/// <summary>Configuration status (OCPP 1.6 §7.22).</summary>
public enum ConfigurationStatus : byte
{
    Accepted,
    Rejected,
    RebootRequired,
    NotSupported,
}
