using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks for variables of the device model (OCPP 2.0.1 part 2, use case B06).</summary>
public sealed record GetVariablesRequest : IOcppRequest<GetVariablesRequest, GetVariablesResponse>
{
    public static string Action => "GetVariables";

    public required IReadOnlyList<GetVariableDataType> GetVariableData { get; init; }

    public static GetVariablesRequest Read(ref OcppReader reader)
    {
        IReadOnlyList<GetVariableDataType>? getVariableData = null;
        while (reader.Next())
        {
            if (reader.Is("getVariableData"u8))
                getVariableData = reader.List<GetVariableDataType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            GetVariableData = reader.Required(getVariableData, "getVariableData"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("getVariableData"u8, GetVariableData);
    }
}

/// <summary>Gives the variables asked for, each with its own outcome (OCPP 2.0.1 part 2, use case B06).</summary>
public sealed record GetVariablesResponse : IOcppPayload<GetVariablesResponse>
{
    public required IReadOnlyList<GetVariableResultType> GetVariableResult { get; init; }

    public static GetVariablesResponse Read(ref OcppReader reader)
    {
        IReadOnlyList<GetVariableResultType>? getVariableResult = null;
        while (reader.Next())
        {
            if (reader.Is("getVariableResult"u8))
                getVariableResult = reader.List<GetVariableResultType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            GetVariableResult = reader.Required(getVariableResult, "getVariableResult"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("getVariableResult"u8, GetVariableResult);
    }
}

/// <summary>One variable asked for (OCPP 2.0.1 part 2 §2).</summary>
public sealed record GetVariableDataType : IOcppPayload<GetVariableDataType>
{
    public AttributeEnumType? AttributeType { get; init; }

    public required ComponentType Component { get; init; }

    public required VariableType Variable { get; init; }

    public static GetVariableDataType Read(ref OcppReader reader)
    {
        AttributeEnumType? attributeType = null;
        ComponentType? component = null;
        VariableType? variable = null;
        while (reader.Next())
        {
            if (reader.Is("attributeType"u8))
                attributeType = reader.Word<AttributeEnumType>();
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
            Component = reader.Required(component, "component"),
            Variable = reader.Required(variable, "variable"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("attributeType"u8, AttributeType);
        writer.Part("component"u8, Component);
        writer.Part("variable"u8, Variable);
    }
}

/// <summary>One variable and the outcome of asking (OCPP 2.0.1 part 2 §2).</summary>
public sealed record GetVariableResultType : IOcppPayload<GetVariableResultType>
{
    public StatusInfoType? AttributeStatusInfo { get; init; }

    public required GetVariableStatusEnumType AttributeStatus { get; init; }

    public AttributeEnumType? AttributeType { get; init; }

    public string? AttributeValue { get; init; }

    public required ComponentType Component { get; init; }

    public required VariableType Variable { get; init; }

    public static GetVariableResultType Read(ref OcppReader reader)
    {
        StatusInfoType? attributeStatusInfo = null;
        GetVariableStatusEnumType? attributeStatus = null;
        AttributeEnumType? attributeType = null;
        string? attributeValue = null;
        ComponentType? component = null;
        VariableType? variable = null;
        while (reader.Next())
        {
            if (reader.Is("attributeStatusInfo"u8))
                attributeStatusInfo = reader.Part<StatusInfoType>();
            else if (reader.Is("attributeStatus"u8))
                attributeStatus = reader.Word<GetVariableStatusEnumType>();
            else if (reader.Is("attributeType"u8))
                attributeType = reader.Word<AttributeEnumType>();
            else if (reader.Is("attributeValue"u8))
                attributeValue = reader.Text(2500);
            else if (reader.Is("component"u8))
                component = reader.Part<ComponentType>();
            else if (reader.Is("variable"u8))
                variable = reader.Part<VariableType>();
            else
                reader.Unknown();
        }
        return new()
        {
            AttributeStatusInfo = attributeStatusInfo,
            AttributeStatus = reader.Required(attributeStatus, "attributeStatus"),
            AttributeType = attributeType,
            AttributeValue = attributeValue,
            Component = reader.Required(component, "component"),
            Variable = reader.Required(variable, "variable"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("attributeStatusInfo"u8, AttributeStatusInfo);
        writer.Word("attributeStatus"u8, AttributeStatus);
        writer.Word("attributeType"u8, AttributeType);
        writer.Text("attributeValue"u8, AttributeValue);
        writer.Part("component"u8, Component);
        writer.Part("variable"u8, Variable);
    }
}

/// <summary>Get variable status (OCPP 2.0.1 part 2 §3).</summary>
public enum GetVariableStatusEnumType : byte
{
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType,
}
