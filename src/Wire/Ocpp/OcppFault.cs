namespace Doorstep.Wire.Ocpp;

/// <summary>Why a frame or payload is refused, in neither version's spelling; <see cref="OcppErrorCode"/> spells it (OCPP-J 1.6 §4.2.3, OCPP 2.0.1 part 4 §4.3).</summary>
public enum OcppFaultCode : byte
{
    GenericError,
    FormatViolation,
    PropertyConstraintViolation,
    OccurrenceConstraintViolation,
    TypeConstraintViolation,
    NotImplemented,
    NotSupported,
    ProtocolError,
    InternalError,
    SecurityError,
    MessageTypeNotSupported,
    RpcFrameworkError,
}

/// <summary>Bad input as a value: the code to answer with, a sentence naming the field, and as much of the frame's head as could be read.</summary>
/// <param name="Code">What is wrong, to be spelled for the version.</param>
/// <param name="Reason">One English sentence for log and error description.</param>
/// <param name="MessageId">The frame's unique id when it could be read.</param>
/// <param name="Kind">The frame's message type when it could be read.</param>
public sealed record OcppFault(OcppFaultCode Code, string Reason, string? MessageId = null, OcppFrameKind? Kind = null)
{
    /// <summary>A broken CALL, or what cannot be told from one, is answered with a CALLERROR; a broken answer never is: the errors could echo for ever.</summary>
    public bool MayBeAnswered => Kind is null or OcppFrameKind.Call;
}

/// <summary>Error codes of CALLERROR as each version spells them.</summary>
public static class OcppErrorCode
{
    /// <summary>The code in the version's own spelling; what 1.6 has no word for takes its nearest one.</summary>
    public static string Of(OcppFaultCode code, OcppVersion version) => (code, version) switch
    {
        (OcppFaultCode.FormatViolation, OcppVersion.V16) => "FormationViolation",
        // [sic] OCPP-J 1.6 §4.2.3
        (OcppFaultCode.OccurrenceConstraintViolation, OcppVersion.V16) => "OccurenceConstraintViolation",
        (OcppFaultCode.MessageTypeNotSupported, OcppVersion.V16) => "ProtocolError",
        (OcppFaultCode.RpcFrameworkError, OcppVersion.V16) => "FormationViolation",
        (OcppFaultCode.FormatViolation, _) => "FormatViolation",
        (OcppFaultCode.PropertyConstraintViolation, _) => "PropertyConstraintViolation",
        (OcppFaultCode.OccurrenceConstraintViolation, _) => "OccurrenceConstraintViolation",
        (OcppFaultCode.TypeConstraintViolation, _) => "TypeConstraintViolation",
        (OcppFaultCode.NotImplemented, _) => "NotImplemented",
        (OcppFaultCode.NotSupported, _) => "NotSupported",
        (OcppFaultCode.ProtocolError, _) => "ProtocolError",
        (OcppFaultCode.InternalError, _) => "InternalError",
        (OcppFaultCode.SecurityError, _) => "SecurityError",
        (OcppFaultCode.MessageTypeNotSupported, _) => "MessageTypeNotSupported",
        (OcppFaultCode.RpcFrameworkError, _) => "RpcFrameworkError",
        _ => "GenericError",
    };

    /// <summary>The code a peer sent, in any version's spelling; a word nobody knows counts as GenericError.</summary>
    public static OcppFaultCode Parse(string? text) => text switch
    {
        "FormationViolation" or "FormatViolation" => OcppFaultCode.FormatViolation,
        "OccurenceConstraintViolation" or "OccurrenceConstraintViolation" => OcppFaultCode.OccurrenceConstraintViolation,
        "PropertyConstraintViolation" => OcppFaultCode.PropertyConstraintViolation,
        "TypeConstraintViolation" => OcppFaultCode.TypeConstraintViolation,
        "NotImplemented" => OcppFaultCode.NotImplemented,
        "NotSupported" => OcppFaultCode.NotSupported,
        "ProtocolError" => OcppFaultCode.ProtocolError,
        "InternalError" => OcppFaultCode.InternalError,
        "SecurityError" => OcppFaultCode.SecurityError,
        "MessageTypeNotSupported" => OcppFaultCode.MessageTypeNotSupported,
        "RpcFrameworkError" => OcppFaultCode.RpcFrameworkError,
        _ => OcppFaultCode.GenericError,
    };
}
