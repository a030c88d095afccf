using System.Text.Json.Serialization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>One part of a report of the device model (OCPP 2.0.1 part 2, use case B07).</summary>
public sealed record NotifyReportRequest : IOcppRequest<NotifyReportRequest, NotifyReportResponse>
{
    public static string Action => "NotifyReport";

    public required int RequestId { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    public IReadOnlyList<ReportDataType>? ReportData { get; init; }

    public bool? Tbc { get; init; }

    public required int SeqNo { get; init; }

    public static NotifyReportRequest Read(ref OcppReader reader)
    {
        int? requestId = null;
        DateTimeOffset? generatedAt = null;
        IReadOnlyList<ReportDataType>? reportData = null;
        bool? tbc = null;
        int? seqNo = null;
        while (reader.Next())
        {
            if (reader.Is("requestId"u8))
                requestId = reader.Integer();
            else if (reader.Is("generatedAt"u8))
                generatedAt = reader.Time();
            else if (reader.Is("reportData"u8))
                reportData = reader.List<ReportDataType>(1);
            else if (reader.Is("tbc"u8))
                tbc = reader.Flag();
            else if (reader.Is("seqNo"u8))
                seqNo = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            RequestId = reader.Required(requestId, "requestId"),
            GeneratedAt = reader.Required(generatedAt, "generatedAt"),
            ReportData = reportData,
            Tbc = tbc,
            SeqNo = reader.Required(seqNo, "seqNo"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("requestId"u8, RequestId);
        writer.Time("generatedAt"u8, GeneratedAt);
        writer.List("reportData"u8, ReportData);
        writer.Flag("tbc"u8, Tbc);
        writer.Number("seqNo"u8, SeqNo);
    }
}

/// <summary>Acknowledges a part of a report (OCPP 2.0.1 part 2, use case B07).</summary>
public sealed record NotifyReportResponse : IOcppPayload<NotifyReportResponse>
{
    public static NotifyReportResponse Read(ref OcppReader reader)
    {
        while (reader.Next())
        {
            reader.Unknown();
        }
        return new();
    }

    public void Write(OcppWriter writer)
    {
        // no fields
    }
}

/// <summary>One variable in a report (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ReportDataType : IOcppPayload<ReportDataType>
{
    public required ComponentType Component { get; init; }

    public required VariableType Variable { get; init; }

    public required IReadOnlyList<VariableAttributeType> VariableAttribute { get; init; }

    public VariableCharacteristicsType? VariableCharacteristics { get; init; }

    public static ReportDataType Read(ref OcppReader reader)
    {
        ComponentType? component = null;
        VariableType? variable = null;
        IReadOnlyList<VariableAttributeType>? variableAttribute = null;
        VariableCharacteristicsType? variableCharacteristics = null;
        while (reader.Next())
        {
            if (reader.Is("component"u8))
                component = reader.Part<ComponentType>();
            else if (reader.Is("variable"u8))
                variable = reader.Part<VariableType>();
            else if (reader.Is("variableAttribute"u8))
                variableAttribute = reader.List<VariableAttributeType>(1, 4);
            else if (reader.Is("variableCharacteristics"u8))
                variableCharacteristics = reader.Part<VariableCharacteristicsType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Component = reader.Required(component, "component"),
            Variable = reader.Required(variable, "variable"),
            VariableAttribute = reader.Required(variableAttribute, "variableAttribute"),
            VariableCharacteristics = variableCharacteristics,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("component"u8, Component);
        writer.Part("variable"u8, Variable);
        writer.List("variableAttribute"u8, VariableAttribute);
        writer.Part("variableCharacteristics"u8, VariableCharacteristics);
    }
}

/// <summary>A variable's attribute with its value (OCPP 2.0.1 part 2 §2).</summary>
public sealed record VariableAttributeType : IOcppPayload<VariableAttributeType>
{
    public AttributeEnumType? Type { get; init; }

    public string? Value { get; init; }

    public MutabilityEnumType? Mutability { get; init; }

    public bool? Persistent { get; init; }

    public bool? Constant { get; init; }

    public static VariableAttributeType Read(ref OcppReader reader)
    {
        AttributeEnumType? type = null;
        string? value = null;
        MutabilityEnumType? mutability = null;
        bool? persistent = null;
        bool? constant = null;
        while (reader.Next())
        {
            if (reader.Is("type"u8))
                type = reader.Word<AttributeEnumType>();
            else if (reader.Is("value"u8))
                value = reader.Text(2500);
            else if (reader.Is("mutability"u8))
                mutability = reader.Word<MutabilityEnumType>();
            else if (reader.Is("persistent"u8))
                persistent = reader.Flag();
            else if (reader.Is("constant"u8))
                constant = reader.Flag();
            else
                reader.Unknown();
        }
        return new()
        {
            Type = type,
            Value = value,
            Mutability = mutability,
            Persistent = persistent,
            Constant = constant,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("type"u8, Type);
        writer.Text("value"u8, Value);
        writer.Word("mutability"u8, Mutability);
        writer.Flag("persistent"u8, Persistent);
        writer.Flag("constant"u8, Constant);
    }
}

/// <summary>A variable's type and limits (OCPP 2.0.1 part 2 §2).</summary>
public sealed record VariableCharacteristicsType : IOcppPayload<VariableCharacteristicsType>
{
    public string? Unit { get; init; }

    public required DataEnumType DataType { get; init; }

    public decimal? MinLimit { get; init; }

    public decimal? MaxLimit { get; init; }

    public string? ValuesList { get; init; }

    public required bool SupportsMonitoring { get; init; }

    public static VariableCharacteristicsType Read(ref OcppReader reader)
    {
        string? unit = null;
        DataEnumType? dataType = null;
        decimal? minLimit = null;
        decimal? maxLimit = null;
        string? valuesList = null;
        bool? supportsMonitoring = null;
        while (reader.Next())
        {
            if (reader.Is("unit"u8))
                unit = reader.Text(16);
            else if (reader.Is("dataType"u8))
                dataType = reader.Word<DataEnumType>();
            else if (reader.Is("minLimit"u8))
                minLimit = reader.Number();
            else if (reader.Is("maxLimit"u8))
                maxLimit = reader.Number();
            else if (reader.Is("valuesList"u8))
                valuesList = reader.Text(1000);
            else if (reader.Is("supportsMonitoring"u8))
                supportsMonitoring = reader.Flag();
            else
                reader.Unknown();
        }
        return new()
        {
            Unit = unit,
            DataType = reader.Required(dataType, "dataType"),
            MinLimit = minLimit,
            MaxLimit = maxLimit,
            ValuesList = valuesList,
            SupportsMonitoring = reader.Required(supportsMonitoring, "supportsMonitoring"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("unit"u8, Unit);
        writer.Word("dataType"u8, DataType);
        writer.Number("minLimit"u8, MinLimit);
        writer.Number("maxLimit"u8, MaxLimit);
        writer.Text("valuesList"u8, ValuesList);
        writer.Flag("supportsMonitoring"u8, SupportsMonitoring);
    }
}

/// <summary>Data (OCPP 2.0.1 part 2 §3).</summary>
public enum DataEnumType : byte
{
    [JsonStringEnumMemberName("string")]
    String,

    [JsonStringEnumMemberName("decimal")]
    Decimal,

    [JsonStringEnumMemberName("integer")]
    Integer,

    [JsonStringEnumMemberName("dateTime")]
    DateTime,

    [JsonStringEnumMemberName("boolean")]
    Boolean,

    OptionList,

    SequenceList,

    MemberList,
}

/// <summary>Mutability (OCPP 2.0.1 part 2 §3).</summary>
public enum MutabilityEnumType : byte
{
    ReadOnly,
    WriteOnly,
    ReadWrite,
}
