using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>What an id token may do, until when, and its group (OCPP 2.0.1 part 2 §2).</summary>
public sealed record IdTokenInfoType : IOcppPayload<IdTokenInfoType>
{
    public required AuthorizationStatusEnumType Status { get; init; }

    public DateTimeOffset? CacheExpiryDateTime { get; init; }

    public int? ChargingPriority { get; init; }

    public string? Language1 { get; init; }

    public IReadOnlyList<int>? EvseId { get; init; }

    public IdTokenType? GroupIdToken { get; init; }

    public string? Language2 { get; init; }

    public MessageContentType? PersonalMessage { get; init; }

    public static IdTokenInfoType Read(ref OcppReader reader)
    {
        AuthorizationStatusEnumType? status = null;
        DateTimeOffset? cacheExpiryDateTime = null;
        int? chargingPriority = null;
        string? language1 = null;
        IReadOnlyList<int>? evseId = null;
        IdTokenType? groupIdToken = null;
        string? language2 = null;
        MessageContentType? personalMessage = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<AuthorizationStatusEnumType>();
            else if (reader.Is("cacheExpiryDateTime"u8))
                cacheExpiryDateTime = reader.Time();
            else if (reader.Is("chargingPriority"u8))
                chargingPriority = reader.Integer();
            else if (reader.Is("language1"u8))
                language1 = reader.Text(8);
            else if (reader.Is("evseId"u8))
                evseId = reader.Integers(1);
            else if (reader.Is("groupIdToken"u8))
                groupIdToken = reader.Part<IdTokenType>();
            else if (reader.Is("language2"u8))
                language2 = reader.Text(8);
            else if (reader.Is("personalMessage"u8))
                personalMessage = reader.Part<MessageContentType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            CacheExpiryDateTime = cacheExpiryDateTime,
            ChargingPriority = chargingPriority,
            Language1 = language1,
            EvseId = evseId,
            GroupIdToken = groupIdToken,
            Language2 = language2,
            PersonalMessage = personalMessage,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Time("cacheExpiryDateTime"u8, CacheExpiryDateTime);
        writer.Number("chargingPriority"u8, ChargingPriority);
        writer.Text("language1"u8, Language1);
        writer.Integers("evseId"u8, EvseId);
        writer.Part("groupIdToken"u8, GroupIdToken);
        writer.Text("language2"u8, Language2);
        writer.Part("personalMessage"u8, PersonalMessage);
    }
}

/// <summary>Authorization status (OCPP 2.0.1 part 2 §3).</summary>
public enum AuthorizationStatusEnumType : byte
{
    Accepted,
    Blocked,
    ConcurrentTx,
    Expired,
    Invalid,
    NoCredit,
    NotAllowedTypeEVSE,
    NotAtThisLocation,
    NotAtThisTime,
    Unknown,
}
