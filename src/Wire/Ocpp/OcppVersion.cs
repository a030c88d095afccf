namespace Doorstep.Wire.Ocpp;

/// <summary>The versions of OCPP-J spoken here; the WebSocket subprotocol names them (<see cref="OcppSubprotocol"/>).</summary>
public enum OcppVersion : byte
{
    /// <summary>OCPP 1.6 edition 2 with the security whitepaper.</summary>
    V16,

    /// <summary>OCPP 2.0.1 edition 2.</summary>
    V201,
}

/// <summary>Names of the versions as WebSocket subprotocols (OCPP-J 1.6 §3.2, OCPP 2.0.1 part 4 §3.1.2).</summary>
public static class OcppSubprotocol
{
    /// <summary>Subprotocol of OCPP 1.6.</summary>
    public const string Ocpp16 = "ocpp1.6";

    /// <summary>Subprotocol of OCPP 2.0.1.</summary>
    public const string Ocpp201 = "ocpp2.0.1";

    /// <summary>The subprotocol of a version.</summary>
    public static string Of(OcppVersion version) => version == OcppVersion.V16 ? Ocpp16 : Ocpp201;

    /// <summary>The version of a subprotocol, or null when it is neither.</summary>
    public static OcppVersion? VersionOf(string? subprotocol) => subprotocol switch
    {
        Ocpp16 => OcppVersion.V16,
        Ocpp201 => OcppVersion.V201,
        _ => null,
    };
}
