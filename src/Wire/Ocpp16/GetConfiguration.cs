using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Asks for configuration keys; none named means all (OCPP 1.6 §6.23).</summary>
public sealed record GetConfigurationRequest : IOcppRequest<GetConfigurationRequest, GetConfigurationResponse>
{
    public static string Action => "GetConfiguration";

    public IReadOnlyList<string>? Key { get; init; }

    public static GetConfigurationRequest Read(ref OcppReader reader)
    {
        IReadOnlyList<string>? key = null;
        while (reader.Next())
        {
            if (reader.Is("key"u8))
                key = reader.Texts(50);
            else
                reader.Unknown();
        }
        return new()
        {
            Key = key,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Texts("key"u8, Key);
    }
}

/// <summary>Gives the keys and names those unknown (OCPP 1.6 §6.24).</summary>
public sealed record GetConfigurationResponse : IOcppPayload<GetConfigurationResponse>
{
    public IReadOnlyList<KeyValue>? ConfigurationKey { get; init; }

    public IReadOnlyList<string>? UnknownKey { get; init; }

    public static GetConfigurationResponse Read(ref OcppReader reader)
    {
        IReadOnlyList<KeyValue>? configurationKey = null;
        IReadOnlyList<string>? unknownKey = null;
        while (reader.Next())
        {
            if (reader.Is("configurationKey"u8))
                configurationKey = reader.List<KeyValue>();
            else if (reader.Is("unknownKey"u8))
                unknownKey = reader.Texts(50);
            else
                reader.Unknown();
        }
        return new()
        {
            ConfigurationKey = configurationKey,
            UnknownKey = unknownKey,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("configurationKey"u8, ConfigurationKey);
        writer.Texts("unknownKey"u8, UnknownKey);
    }
}

/// <summary>One configuration key with its value (OCPP 1.6 §7.29).</summary>
public sealed record KeyValue : IOcppPayload<KeyValue>
{
    public required string Key { get; init; }

    public required bool Readonly { get; init; }

    public string? Value { get; init; }

    public static KeyValue Read(ref OcppReader reader)
    {
        string? key = null;
        bool? isReadonly = null;
        string? value = null;
        while (reader.Next())
        {
            if (reader.Is("key"u8))
                key = reader.Text(50);
            else if (reader.Is("readonly"u8))
                isReadonly = reader.Flag();
            else if (reader.Is("value"u8))
                value = reader.Text(500);
            else
                reader.Unknown();
        }
        return new()
        {
            Key = reader.Required(key, "key"),
            Readonly = reader.Required(isReadonly, "readonly"),
            Value = value,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("key"u8, Key);
        writer.Flag("readonly"u8, Readonly);
        writer.Text("value"u8, Value);
    }
}
