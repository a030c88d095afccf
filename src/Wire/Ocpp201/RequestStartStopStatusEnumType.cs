namespace Doorstep.Wire.Ocpp201;

/// <summary>Request start stop status (OCPP 2.0.1 part 2 §3).</summary>
public enum RequestStartStopStatusEnumType : byte
{
    Accepted,
    Rejected,
}
