using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Sets variables of the device model (OCPP 2.0.1 part 2, use case B05).</summary>
public sealed record SetVariablesRequest : IOcppRequest<SetVariablesRequest, SetVariablesResponse>
{
    public static string Action => "SetVariables";

    public required IReadOnlyList<SetVariableDataType> SetVariableData { get; init; }

    public static SetVariablesRequest Read(ref OcppReader reader)
    {
        IReadOnlyList<SetVariableDataType>? setVariableData = null;
        while (reader.Next())
        {
            if (reader.Is("setVariableData"u8))
                setVariableData = reader.List<SetVariableDataType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            SetVariableData = reader.Required(setVariableData, "setVariableData"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("setVariableData"u8, SetVariableData);
    }
}

/// <summary>Tells for each variable whether it was set (OCPP 2.0.1 part 2, use case B05).</summary>
public sealed record SetVariablesResponse : IOcppPayload<SetVariablesResponse>
{
    public required IReadOnlyList<SetVariableResultType> SetVariableResult { get; init; }

    public static SetVariablesResponse Read(ref OcppReader reader)
    {
        IReadOnlyList<SetVariableResultType>? setVariableResult = null;
        while (reader.Next())
        {
            if (reader.Is("setVariableResult"u8))
                setVariableResult = reader.List<SetVariableResultType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            SetVariableResult = reader.Required(setVariableResult, "setVariableResult"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("setVariableResult"u8, SetVariableResult);
    }
}

/// <summary>One variable to set (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SetVariableDataType : IOcppPayload<SetVariableDataType>
{
    public AttributeEnumType? AttributeType { get; init; }

    public required string AttributeValue { get; init; }

    public required ComponentType Component { get; init; }

    public required VariableType Variable { get; init; }

    public static SetVariableDataType Read(ref OcppReader reader)
    {
        AttributeEnumType? attributeType = null;
        string? attributeValue = null;
        ComponentType? component = null;
        VariableType? variable = null;
        while (reader.Next())
        {
            if (reader.Is("attributeType"u8))
                attributeType = reader.Word<AttributeEnumType>();
            else if (reader.Is("attributeValue"u8))
                attributeValue = reader.Text(1000);
            else if (reader.Is("component"u8))
                component = reader.Part<ComponentType>();
            else if (reader.Is("variable"u8))
                variable = reader.Part<VariableType>();
            else
                reader.Unknown();
        }
        return new()
        {
            AttributeType = attributeType,
            AttributeValue = reader.Required(attributeValue, "attributeValue"),
            Component = reader.Required(component, "component"),
            Variable = reader.Required(variable, "variable"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("attributeType"u8, AttributeType);
        writer.Text("attributeValue"u8, AttributeValue);
        writer.Part("component"u8, Component);
        writer.Part("variable"u8, Variable);
    }
}

/// <summary>The outcome of setting one variable (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SetVariableResultType : IOcppPayload<SetVariableResultType>
{
    public AttributeEnumType? AttributeType { get; init; }

    public required SetVariableStatusEnumType AttributeStatus { get; init; }

    public StatusInfoType? AttributeStatusInfo { get; init; }

    public required ComponentType Component { get; init; }

    public required VariableType Variable { get; init; }

    public static SetVariableResultType Read(ref OcppReader reader)
    {
        AttributeEnumType? attributeType = null;
        SetVariableStatusEnumType? attributeStatus = null;
        StatusInfoType? attributeStatusInfo = null;
        ComponentType? component = null;
        VariableType? variable = null;
        while (reader.Next())
        {
            if (reader.Is("attributeType"u8))
                attributeType = reader.Word<AttributeEnumType>();
            else if (reader.Is("attributeStatus"u8))
                attributeStatus = reader.Word<SetVariableStatusEnumType>();
            else if (reader.Is("attributeStatusInfo"u8))
                attributeStatusInfo = reader.Part<StatusInfoType>();
            else if (reader.Is("component"u8))
                component = reader.Part<ComponentType>();
            else if (reader.Is("variable"u8))
                variable = reader.Part<VariableType>();
            else
                reader.Unknown();
        }
        return new()
        {
            AttributeType = attributeType,
            AttributeStatus = reader.Required(attributeStatus, "attributeStatus"),
            AttributeStatusInfo = attributeStatusInfo,
            Component = reader.Required(component, "component"),
            Variable = reader.Required(variable, "variable"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("attributeType"u8, AttributeType);
        writer.Word("attributeStatus"u8, AttributeStatus);
        writer.Part("attributeStatusInfo"u8, AttributeStatusInfo);
        writer.Part("component"u8, Component);
        writer.Part("variable"u8, Variable);
    }
}

/// <summary>Set variable status (OCPP 2.0.1 part 2 §3).</summary>
public enum SetVariableStatusEnumType : byte
{
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType,
    RebootRequired,
}
