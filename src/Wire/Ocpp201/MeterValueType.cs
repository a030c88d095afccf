using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Values sampled at one instant (OCPP 2.0.1 part 2 §2).</summary>
public sealed record MeterValueType : IOcppPayload<MeterValueType>
{
    public required IReadOnlyList<SampledValueType> SampledValue { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public static MeterValueType Read(ref OcppReader reader)
    {
        IReadOnlyList<SampledValueType>? sampledValue = null;
        DateTimeOffset? timestamp = null;
        while (reader.Next())
        {
            if (reader.Is("sampledValue"u8))
                sampledValue = reader.List<SampledValueType>(1);
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else
                reader.Unknown();
        }
        return new()
        {
            SampledValue = reader.Required(sampledValue, "sampledValue"),
            Timestamp = reader.Required(timestamp, "timestamp"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("sampledValue"u8, SampledValue);
        writer.Time("timestamp"u8, Timestamp);
    }
}
