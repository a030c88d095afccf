using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports meter values outside transactions (OCPP 2.0.1 part 2, use case J01).</summary>
public sealed record MeterValuesRequest : IOcppRequest<MeterValuesRequest, MeterValuesResponse>
{
    public static string Action => "MeterValues";

    public required int EvseId { get; init; }

    public required IReadOnlyList<MeterValueType> MeterValue { get; init; }

    public static MeterValuesRequest Read(ref OcppReader reader)
    {
        int? evseId = null;
        IReadOnlyList<MeterValueType>? meterValue = null;
        while (reader.Next())
        {
            if (reader.Is("evseId"u8))
                evseId = reader.Integer(least: 0);
            else if (reader.Is("meterValue"u8))
                meterValue = reader.List<MeterValueType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            EvseId = reader.Required(evseId, "evseId"),
            MeterValue = reader.Required(meterValue, "meterValue"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("evseId"u8, EvseId);
        writer.List("meterValue"u8, MeterValue);
    }
}

/// <summary>Acknowledges meter values (OCPP 2.0.1 part 2, use case J01).</summary>
public sealed record MeterValuesResponse : IOcppPayload<MeterValuesResponse>
{
    public static MeterValuesResponse Read(ref OcppReader reader)
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
