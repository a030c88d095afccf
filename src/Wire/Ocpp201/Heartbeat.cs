using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Says the station is alive and asks the time (OCPP 2.0.1 part 2, use case G02).</summary>
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

/// <summary>Gives the time (OCPP 2.0.1 part 2, use case G02).</summary>
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
