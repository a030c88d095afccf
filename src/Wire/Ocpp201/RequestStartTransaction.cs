using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Asks the station to start a transaction (OCPP 2.0.1 part 2, use cases F01, F02).</summary>
public sealed record RequestStartTransactionRequest : IOcppRequest<RequestStartTransactionRequest, RequestStartTransactionResponse>
{
    public static string Action => "RequestStartTransaction";

    public int? EvseId { get; init; }

    public IdTokenType? GroupIdToken { get; init; }

    public required IdTokenType IdToken { get; init; }

    public required int RemoteStartId { get; init; }

    public ChargingProfileType? ChargingProfile { get; init; }

    public static RequestStartTransactionRequest Read(ref OcppReader reader)
    {
        int? evseId = null;
        IdTokenType? groupIdToken = null;
        IdTokenType? idToken = null;
        int? remoteStartId = null;
        ChargingProfileType? chargingProfile = null;
        while (reader.Next())
        {
            if (reader.Is("evseId"u8))
                evseId = reader.Integer();
            else if (reader.Is("groupIdToken"u8))
                groupIdToken = reader.Part<IdTokenType>();
            else if (reader.Is("idToken"u8))
                idToken = reader.Part<IdTokenType>();
            else if (reader.Is("remoteStartId"u8))
                remoteStartId = reader.Integer();
            else if (reader.Is("chargingProfile"u8))
                chargingProfile = reader.Part<ChargingProfileType>();
            else
                reader.Unknown();
        }
        return new()
        {
            EvseId = evseId,
            GroupIdToken = groupIdToken,
            IdToken = reader.Required(idToken, "idToken"),
            RemoteStartId = reader.Required(remoteStartId, "remoteStartId"),
            ChargingProfile = chargingProfile,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("evseId"u8, EvseId);
        writer.Part("groupIdToken"u8, GroupIdToken);
        writer.Part("idToken"u8, IdToken);
        writer.Number("remoteStartId"u8, RemoteStartId);
        writer.Part("chargingProfile"u8, ChargingProfile);
    }
}

/// <summary>Tells whether the station will try to start (OCPP 2.0.1 part 2, use cases F01, F02).</summary>
public sealed record RequestStartTransactionResponse : IOcppPayload<RequestStartTransactionResponse>
{
    public required RequestStartStopStatusEnumType Status { get; init; }

    public StatusInfoType? StatusInfo { get; init; }

    public string? TransactionId { get; init; }

    public static RequestStartTransactionResponse Read(ref OcppReader reader)
    {
        RequestStartStopStatusEnumType? status = null;
        StatusInfoType? statusInfo = null;
        string? transactionId = null;
        while (reader.Next())
        {
            if (reader.Is("status"u8))
                status = reader.Word<RequestStartStopStatusEnumType>();
            else if (reader.Is("statusInfo"u8))
                statusInfo = reader.Part<StatusInfoType>();
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Text(36);
            else
                reader.Unknown();
        }
        return new()
        {
            Status = reader.Required(status, "status"),
            StatusInfo = statusInfo,
            TransactionId = transactionId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("status"u8, Status);
        writer.Part("statusInfo"u8, StatusInfo);
        writer.Text("transactionId"u8, TransactionId);
    }
}
