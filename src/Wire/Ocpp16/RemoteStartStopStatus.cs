namespace Doorstep.Wire.Ocpp16;

/// <summary>Remote start stop status (OCPP 1.6 §7.39).</summary>
public enum RemoteStartStopStatus : byte
{
    Accepted,
    Rejected,
}
