using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Values sampled at one instant (OCPP 1.6 §7.33).</summary>
public sealed record MeterValue : IOcppPayload<MeterValue>
{
    public required DateTimeOffset Timestamp { get; init; }

    public required IReadOnlyList<SampledValue> SampledValue { get; init; }

    public static MeterValue Read(ref OcppReader reader)
    {
        DateTimeOffset? timestamp = null;
        IReadOnlyList<SampledValue>? sampledValue = null;
        while (reader.Next())
        {
            if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("sampledValue"u8))
                sampledValue = reader.List<SampledValue>();
            else
                reader.Unknown();
        }
        return new()
        {
            Timestamp = reader.Required(timestamp, "timestamp"),
            SampledValue = reader.Required(sampledValue, "sampledValue"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("timestamp"u8, Timestamp);
        writer.List("sampledValue"u8, SampledValue);
    }
}
