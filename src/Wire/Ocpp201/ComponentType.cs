using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>A component of the device model (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ComponentType : IOcppPayload<ComponentType>
{
    public EVSEType? Evse { get; init; }

    public required string Name { get; init; }

    public string? Instance { get; init; }

    public static ComponentType Read(ref OcppReader reader)
    {
        EVSEType? evse = null;
        string? name = null;
        string? instance = null;
        while (reader.Next())
        {
            if (reader.Is("evse"u8))
                evse = reader.Part<EVSEType>();
            else if (reader.Is("name"u8))
                name = reader.Text(50);
            else if (reader.Is("instance"u8))
                instance = reader.Text(50);
            else
                reader.Unknown();
        }
        return new()
        {
            Evse = evse,
            Name = reader.Required(name, "name"),
            Instance = instance,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("evse"u8, Evse);
        writer.Text("name"u8, Name);
        writer.Text("instance"u8, Instance);
    }
}

/// <summary>A variable of the device model (OCPP 2.0.1 part 2 §2).</summary>
public sealed record VariableType : IOcppPayload<VariableType>
{
    public required string Name { get; init; }

    public string? Instance { get; init; }

    public static VariableType Read(ref OcppReader reader)
    {
        string? name = null;
        string? instance = null;
        while (reader.Next())
        {
            if (reader.Is("name"u8))
                name = reader.Text(50);
            else if (reader.Is("instance"u8))
                instance = reader.Text(50);
            else
                reader.Unknown();
        }
        return new()
        {
            Name = reader.Required(name, "name"),
            Instance = instance,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("name"u8, Name);
        writer.Text("instance"u8, Instance);
    }
}

/// <summary>Attribute (OCPP 2.0.1 part 2 §3).</summary>
public enum AttributeEnumType : byte
{
    Actual,
    Target,
    MinSet,
    MaxSet,
}
