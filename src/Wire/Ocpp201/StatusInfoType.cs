using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>A reason code with details (OCPP 2.0.1 part 2 §2).</summary>
public sealed record StatusInfoType : IOcppPayload<StatusInfoType>
{
    public required string ReasonCode { get; init; }

    public string? AdditionalInfo { get; init; }

    public static StatusInfoType Read(ref OcppReader reader)
    {
        string? reasonCode = null;
        string? additionalInfo = null;
        while (reader.Next())
        {
            if (reader.Is("reasonCode"u8))
                reasonCode = reader.Text(20);
            else if (reader.Is("additionalInfo"u8))
                additionalInfo = reader.Text(512);
            else
                reader.Unknown();
        }
        return new()
        {
            ReasonCode = reader.Required(reasonCode, "reasonCode"),
            AdditionalInfo = additionalInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("reasonCode"u8, ReasonCode);
        writer.Text("additionalInfo"u8, AdditionalInfo);
    }
}
