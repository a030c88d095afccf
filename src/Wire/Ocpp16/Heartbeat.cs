using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>Says the charge point is alive and asks the time (OCPP 1.6 §6.29).</summary>
public sealed record HeartbeatRequest : IOcppRequest<HeartbeatRequest, HeartbeatResponse>
{
    public static string Action => "Heartbeat";

    public static HeartbeatRequest Read(ref OcppReader reader)
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

/// <summary>Gives the time (OCPP 1.6 §6.30).</summary>
public sealed record HeartbeatResponse : IOcppPayload<HeartbeatResponse>
{
    public required DateTimeOffset CurrentTime { get; init; }

    public static HeartbeatResponse Read(ref OcppReader reader)
    {
        DateTimeOffset? currentTime = null;
        while (reader.Next())
        {
            if (reader.Is("currentTime"u8))
                currentTime = reader.Time();
            else
                reader.Unknown();
        }
        return new()
        {
            CurrentTime = reader.Required(currentTime, "currentTime"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("currentTime"u8, CurrentTime);
    }
}
