using System.Text.Json.Serialization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reserves an EVSE, or any, for an id token (OCPP 2.0.1 part 2, use case H01).</summary>
public sealed record ReserveNowRequest : IOcppRequest<ReserveNowRequest, ReserveNowResponse>
{
    public static string Action => "ReserveNow";

    public required int Id { get; init; }

    public required DateTimeOffset ExpiryDateTime { get; init; }

    public ConnectorEnumType? ConnectorType { get; init; }

    public required IdTokenType IdToken { get; init; }

    public int? EvseId { get; init; }

    public IdTokenType? GroupIdToken { get; init; }

    public static ReserveNowRequest Read(ref OcppReader reader)
    {
        int? id = null;
        DateTimeOffset? expiryDateTime = null;
        ConnectorEnumType? connectorType = null;
        IdTokenType? idToken = null;
        int? evseId = null;
        IdTokenType? groupIdToken = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer();
            else if (reader.Is("expiryDateTime"u8))
                expiryDateTime = reader.Time();
            else if (reader.Is("connectorType"u8))
                connectorType = reader.Word<ConnectorEnumType>();
            else if (reader.Is("idToken"u8))
                idToken = reader.Part<IdTokenType>();
            else if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else if (reader.Is("groupIdToken"u8))
                groupIdToken = reader.Part<IdTokenType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Id = reader.Required(id, "id"),
            ExpiryDateTime = reader.Required(expiryDateTime, "expiryDateTime"),
            ConnectorType = connectorType,
            IdToken = reader.Required(idToken, "idToken"),
            EvseId = evseId,
            GroupIdToken = groupIdToken,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Time("expiryDateTime"u8, ExpiryDateTime);
        writer.Word("connectorType"u8, ConnectorType);
        writer.Part("idToken"u8, IdToken);
        writer.Number("evseId"u8, EvseId);
        writer.Part("groupIdToken"u8, GroupIdToken);
    }
}

/// <summary>Tells whether the reservation stands (OCPP 2.0.1 part 2, use case H01).</summary>
public sealed record ReserveNowResponse : IOcppPayload<ReserveNowResponse>
{
    public required ReserveNowStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public static ReserveNowResponse Read(ref OcppReader reader)
    {
        ReserveNowStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<ReserveNowStatusEnumType>();
            else if (reader.Is("statusInfo"u8))
                statusInfo = reader.Part<StatusInfoType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            StatusInfo = statusInfo,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Part("statusInfo"u8, StatusInfo);
    }
}

/// <summary>Connector (OCPP 2.0.1 part 2 §3).</summary>
public enum ConnectorEnumType : byte
{
    [JsonStringEnumMemberName("cCCS1")]
    CCCS1,

    [JsonStringEnumMemberName("cCCS2")]
    CCCS2,

    [JsonStringEnumMemberName("cG105")]
    CG105,

    [JsonStringEnumMemberName("cTesla")]
    CTesla,

    [JsonStringEnumMemberName("cType1")]
    CType1,

    [JsonStringEnumMemberName("cType2")]
    CType2,

    [JsonStringEnumMemberName("s309-1P-16A")]
    S3091P16A,

    [JsonStringEnumMemberName("s309-1P-32A")]
    S3091P32A,

    [JsonStringEnumMemberName("s309-3P-16A")]
    S3093P16A,

    [JsonStringEnumMemberName("s309-3P-32A")]
    S3093P32A,

    [JsonStringEnumMemberName("sBS1361")]
    SBS1361,

    [JsonStringEnumMemberName("sCEE-7-7")]
    SCEE77,

    [JsonStringEnumMemberName("sType2")]
    SType2,

    [JsonStringEnumMemberName("sType3")]
    SType3,

    Other1PhMax16A,

    Other1PhOver16A,

    Other3Ph,

    Pan,

    [JsonStringEnumMemberName("wInductive")]
    WInductive,

    [JsonStringEnumMemberName("wResonant")]
    WResonant,

    Undetermined,

    Unknown,
}

/// <summary>Reserve now status (OCPP 2.0.1 part 2 §3).</summary>
public enum ReserveNowStatusEnumType : byte
{
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable,
}
