namespace Doorstep.Wire.Ocpp;

/// <summary>Message type numbers of OCPP-J (1.6 §4.1.3, 2.0.1 part 4 §4.1.3).</summary>
public enum OcppFrameKind : byte
{
    Call = 2,
    CallResult = 3,
    CallError = 4,
}

/// <summary>One OCPP-J frame, its payload still bytes of the received buffer: valid only as long as that buffer is.</summary>
public readonly record struct OcppFrame
{
    /// <summary>Call, answer or error.</summary>
    public OcppFrameKind Kind { get; init; }

    /// <summary>The unique id, unescaped; 1–255 characters (the standard allows 36, firmware uses more).</summary>
    public string MessageId { get; init; }

    /// <summary>UTF-8 of the action of a Call, empty otherwise; look it up in the version's list of actions.</summary>
    public ReadOnlyMemory<byte> Action { get; init; }

    /// <summary>UTF-8 of the JSON object: request, response, or error details; checked to be well-formed JSON.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The code of a CallError in any version's spelling, null otherwise.</summary>
    public OcppFaultCode? ErrorCode { get; init; }

    /// <summary>The description of a CallError, null otherwise.</summary>
    public string? ErrorDescription { get; init; }
}
