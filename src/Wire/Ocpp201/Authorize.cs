using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks whether an id token may charge (OCPP 2.0.1 part 2, use case C01).</summary>
public sealed record AuthorizeRequest : IOcppRequest<AuthorizeRequest, AuthorizeResponse>
{
    public static string Action => "Authorize";

    public required IdTokenType IdToken { get; init; }

    public string? Certificate { get; init; }

    public IReadOnlyList<OCSPRequestDataType>? Iso15118CertificateHashData { get; init; }

    public static AuthorizeRequest Read(ref OcppReader reader)
    {
        IdTokenType? idToken = null;
        string? certificate = null;
        IReadOnlyList<OCSPRequestDataType>? iso15118CertificateHashData = null;
        while (reader.Next())
        {
            if (reader.Is("idToken"u8))
                idToken = reader.Part<IdTokenType>();
            else if (reader.Is("certificate"u8))
                certificate = reader.Text(5500);
            else if (reader.Is("iso15118CertificateHashData"u8))
                iso15118CertificateHashData = reader.List<OCSPRequestDataType>(1, 4);
            else
                reader.Unknown();
        }
        return new()
        {
            IdToken = reader.Required(idToken, "idToken"),
            Certificate = certificate,
            Iso15118CertificateHashData = iso15118CertificateHashData,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("idToken"u8, IdToken);
        writer.Text("certificate"u8, Certificate);
        writer.List("iso15118CertificateHashData"u8, Iso15118CertificateHashData);
    }
}

/// <summary>Answers whether the id token may charge (OCPP 2.0.1 part 2, use case C01).</summary>
public sealed record AuthorizeResponse : IOcppPayload<AuthorizeResponse>
{
    public required IdTokenInfoType IdTokenInfo { get; init; }

    public AuthorizeCertificateStatusEnumType? CertificateStatus { get; init; }

    public static AuthorizeResponse Read(ref OcppReader reader)
    {
        IdTokenInfoType? idTokenInfo = null;
        AuthorizeCertificateStatusEnumType? certificateStatus = null;
        while (reader.Next())
        {
            if (reader.Is("idTokenInfo"u8))
                idTokenInfo = reader.Part<IdTokenInfoType>();
            else if (reader.Is("certificateStatus"u8))
                certificateStatus = reader.Word<AuthorizeCertificateStatusEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            IdTokenInfo = reader.Required(idTokenInfo, "idTokenInfo"),
            CertificateStatus = certificateStatus,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Part("idTokenInfo"u8, IdTokenInfo);
        writer.Word("certificateStatus"u8, CertificateStatus);
    }
}

/// <summary>What a certificate check needs (OCPP 2.0.1 part 2 §2).</summary>
public sealed record OCSPRequestDataType : IOcppPayload<OCSPRequestDataType>
{
    public required HashAlgorithmEnumType HashAlgorithm { get; init; }

    public required string IssuerNameHash { get; init; }

    public required string IssuerKeyHash { get; init; }

    public required string SerialNumber { get; init; }

    public required string ResponderURL { get; init; }

    public static OCSPRequestDataType Read(ref OcppReader reader)
    {
        HashAlgorithmEnumType? hashAlgorithm = null;
        string? issuerNameHash = null;
        string? issuerKeyHash = null;
        string? serialNumber = null;
        string? responderURL = null;
        while (reader.Next())
        {
            if (reader.Is("hashAlgorithm"u8))
                hashAlgorithm = reader.Word<HashAlgorithmEnumType>();
            else if (reader.Is("issuerNameHash"u8))
                issuerNameHash = reader.Text(128);
            else if (reader.Is("issuerKeyHash"u8))
                issuerKeyHash = reader.Text(128);
            else if (reader.Is("serialNumber"u8))
                serialNumber = reader.Text(40);
            else if (reader.Is("responderURL"u8))
                responderURL = reader.Text(512);
            else
                reader.Unknown();
        }
        return new()
        {
            HashAlgorithm = reader.Required(hashAlgorithm, "hashAlgorithm"),
            IssuerNameHash = reader.Required(issuerNameHash, "issuerNameHash"),
            IssuerKeyHash = reader.Required(issuerKeyHash, "issuerKeyHash"),
            SerialNumber = reader.Required(serialNumber, "serialNumber"),
            ResponderURL = reader.Required(responderURL, "responderURL"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("hashAlgorithm"u8, HashAlgorithm);
        writer.Text("issuerNameHash"u8, IssuerNameHash);
        writer.Text("issuerKeyHash"u8, IssuerKeyHash);
        writer.Text("serialNumber"u8, SerialNumber);
        writer.Text("responderURL"u8, ResponderURL);
    }
}

/// <summary>Hash algorithm (OCPP 2.0.1 part 2 §3).</summary>
public enum HashAlgorithmEnumType : byte
{
    SHA256,
    SHA384,
    SHA512,
}

/// <summary>Authorize certificate status (OCPP 2.0.1 part 2 §3).</summary>
public enum AuthorizeCertificateStatusEnumType : byte
{
    Accepted,
    SignatureError,
    CertificateExpired,
    CertificateRevoked,
    NoCertificateAvailable,
    CertChainError,
    ContractCancelled,
}
