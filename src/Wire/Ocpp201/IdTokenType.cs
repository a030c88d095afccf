using System.Text.Json.Serialization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>An id token and its kind (OCPP 2.0.1 part 2 §2).</summary>
public sealed record IdTokenType : IOcppPayload<IdTokenType>
{
    public IReadOnlyList<AdditionalInfoType>? AdditionalInfo { get; init; }

    public required string IdToken { get; init; }

    public required IdTokenEnumType Type { get; init; }

    public static IdTokenType Read(ref OcppReader reader)
    {
        IReadOnlyList<AdditionalInfoType>? additionalInfo = null;
        string? idToken = null;
        IdTokenEnumType? type = null;
        while (reader.Next())
        {
            if (reader.Is("additionalInfo"u8))
                additionalInfo = reader.List<AdditionalInfoType>(1);
            else if (reader.Is("idToken"u8))
                idToken = reader.Text(36);
            else if (reader.Is("type"u8))
                type = reader.Word<IdTokenEnumType>();
            else
                reader.Unknown();
        }
        return new()
        {
            AdditionalInfo = additionalInfo,
            IdToken = reader.Required(idToken, "idToken"),
            Type = reader.Required(type, "type"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.List("additionalInfo"u8, AdditionalInfo);
        writer.Text("idToken"u8, IdToken);
        writer.Word("type"u8, Type);
    }
}

/// <summary>Another token beside an id token (OCPP 2.0.1 part 2 §2).</summary>
public sealed record AdditionalInfoType : IOcppPayload<AdditionalInfoType>
{
    public required string AdditionalIdToken { get; init; }

    public required string Type { get; init; }

    public static AdditionalInfoType Read(ref OcppReader reader)
    {
        string? additionalIdToken = null;
        string? type = null;
        while (reader.Next())
        {
            if (reader.Is("additionalIdToken"u8))
                additionalIdToken = reader.Text(36);
            else if (reader.Is("type"u8))
                type = reader.Text(50);
            else
                reader.Unknown();
        }
        return new()
        {
            AdditionalIdToken = reader.Required(additionalIdToken, "additionalIdToken"),
            Type = reader.Required(type, "type"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("additionalIdToken"u8, AdditionalIdToken);
        writer.Text("type"u8, Type);
    }
}

/// <summary>Id token (OCPP 2.0.1 part 2 §3).</summary>
public enum IdTokenEnumType : byte
{
    Central,

    [JsonStringEnumMemberName("eMAID")]
    EMAID,

    ISO14443,

    ISO15693,

    KeyCode,

    Local,

    MacAddress,

    NoAuthorization,
}
