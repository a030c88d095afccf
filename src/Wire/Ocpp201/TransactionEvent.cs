using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports the start, progress or end of a transaction; events of one transaction are numbered by seqNo (OCPP 2.0.1 part 2, use cases E01–E15).</summary>
public sealed record TransactionEventRequest : IOcppRequest<TransactionEventRequest, TransactionEventResponse>
{
    public static string Action => "TransactionEvent";

    public required TransactionEventEnumType EventType { get; init; }

    public IReadOnlyList<MeterValueType>? MeterValue { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required TriggerReasonEnumType TriggerReason { get; init; }

    public required int SeqNo { get; init; }

    public bool? Offline { get; init; }

    public int? NumberOfPhasesUsed { get; init; }

    public int? CableMaxCurrent { get; init; }

    public int? ReservationId { get; init; }

    public required TransactionType TransactionInfo { get; init; }

    public EVSEType? Evse { get; init; }

    public IdTokenType? IdToken { get; init; }

    public static TransactionEventRequest Read(ref OcppReader reader)
    {
        TransactionEventEnumType? eventType = null;
        IReadOnlyList<MeterValueType>? meterValue = null;
        DateTimeOffset? timestamp = null;
        TriggerReasonEnumType? triggerReason = null;
        int? seqNo = null;
        bool? offline = null;
        int? numberOfPhasesUsed = null;
        int? cableMaxCurrent = null;
        int? reservationId = null;
        TransactionType? transactionInfo = null;
        EVSEType? evse = null;
        IdTokenType? idToken = null;
        while (reader.Next())
        {
            if (reader.Is("eventType"u8))
                eventType = reader.Word<TransactionEventEnumType>();
            else if (reader.Is("meterValue"u8))
                meterValue = reader.List<MeterValueType>(1);
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("triggerReason"u8))
                triggerReason = reader.Word<TriggerReasonEnumType>();
            else if (reader.Is("seqNo"u8))
                seqNo = reader.Integer();
            else if (reader.Is("offline"u8))
                offline = reader.Flag();
            else if (reader.Is("numberOfPhasesUsed"u8))
                numberOfPhasesUsed = reader.Integer();
            else if (reader.Is("cableMaxCurrent"u8))
                cableMaxCurrent = reader.Integer();
            else if (reader.Is("reservationId"u8))
                reservationId = reader.Integer();
            else if (reader.Is("transactionInfo"u8))
                transactionInfo = reader.Part<TransactionType>();
            else if (reader.Is("evse"u8))
                evse = reader.Part<EVSEType>();
            else if (reader.Is("idToken"u8))
                idToken = reader.Part<IdTokenType>();
            else
                reader.Unknown();
        }
        // A transaction is at an EVSE, never at the station as a whole (part 2, EVSEType.id > 0).
        reader.AtLeast(1, evse?.Id, "evse.id");
        return new()
        {
            EventType = reader.Required(eventType, "eventType"),
            MeterValue = meterValue,
            Timestamp = reader.Required(timestamp, "timestamp"),
            TriggerReason = reader.Required(triggerReason, "triggerReason"),
            SeqNo = reader.Required(seqNo, "seqNo"),
            Offline = offline,
            NumberOfPhasesUsed = numberOfPhasesUsed,
            CableMaxCurrent = cableMaxCurrent,
            ReservationId = reservationId,
            TransactionInfo = reader.Required(transactionInfo, "transactionInfo"),
            Evse = evse,
            IdToken = idToken,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Word("eventType"u8, EventType);
        writer.List("meterValue"u8, MeterValue);
        writer.Time("timestamp"u8, Timestamp);
        writer.Word("triggerReason"u8, TriggerReason);
        writer.Number("seqNo"u8, SeqNo);
        writer.Flag("offline"u8, Offline);
        writer.Number("numberOfPhasesUsed"u8, NumberOfPhasesUsed);
        writer.Number("cableMaxCurrent"u8, CableMaxCurrent);
        writer.Number("reservationId"u8, ReservationId);
        writer.Part("transactionInfo"u8, TransactionInfo);
        writer.Part("evse"u8, Evse);
        writer.Part("idToken"u8, IdToken);
    }
}

/// <summary>Acknowledges a transaction event, with cost so far and what the id token may do (OCPP 2.0.1 part 2, use cases E01–E15).</summary>
public sealed record TransactionEventResponse : IOcppPayload<TransactionEventResponse>
{
    public decimal? TotalCost { get; init; }

    public int? ChargingPriority { get; init; }

    public IdTokenInfoType? IdTokenInfo { get; init; }

    public MessageContentType? UpdatedPersonalMessage { get; init; }

    public static TransactionEventResponse Read(ref OcppReader reader)
    {
        decimal? totalCost = null;
        int? chargingPriority = null;
        IdTokenInfoType? idTokenInfo = null;
        MessageContentType? updatedPersonalMessage = null;
        while (reader.Next())
        {
            if (reader.Is("totalCost"u8))
                totalCost = reader.Number();
            else if (reader.Is("chargingPriority"u8))
                chargingPriority = reader.Integer();
            else if (reader.Is("idTokenInfo"u8))
                idTokenInfo = reader.Part<IdTokenInfoType>();
            else if (reader.Is("updatedPersonalMessage"u8))
                updatedPersonalMessage = reader.Part<MessageContentType>();
            else
                reader.Unknown();
        }
        return new()
        {
            TotalCost = totalCost,
            ChargingPriority = chargingPriority,
            IdTokenInfo = idTokenInfo,
            UpdatedPersonalMessage = updatedPersonalMessage,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("totalCost"u8, TotalCost);
        writer.Number("chargingPriority"u8, ChargingPriority);
        writer.Part("idTokenInfo"u8, IdTokenInfo);
        writer.Part("updatedPersonalMessage"u8, UpdatedPersonalMessage);
    }
}

/// <summary>The transaction of an event; times in seconds (OCPP 2.0.1 part 2 §2).</summary>
public sealed record TransactionType : IOcppPayload<TransactionType>
{
    public required string TransactionId { get; init; }

    public ChargingStateEnumType? ChargingState { get; init; }

    public int? TimeSpentCharging { get; init; }

    public ReasonEnumType? StoppedReason { get; init; }

    public int? RemoteStartId { get; init; }

    public static TransactionType Read(ref OcppReader reader)
    {
        string? transactionId = null;
        ChargingStateEnumType? chargingState = null;
        int? timeSpentCharging = null;
        ReasonEnumType? stoppedReason = null;
        int? remoteStartId = null;
        while (reader.Next())
        {
            if (reader.Is("transactionId"u8))
                transactionId = reader.Text(36);
            else if (reader.Is("chargingState"u8))
                chargingState = reader.Word<ChargingStateEnumType>();
            else if (reader.Is("timeSpentCharging"u8))
                timeSpentCharging = reader.Integer();
            else if (reader.Is("stoppedReason"u8))
                stoppedReason = reader.WordOr(ReasonEnumType.Other);
            else if (reader.Is("remoteStartId"u8))
                remoteStartId = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            TransactionId = reader.Required(transactionId, "transactionId"),
            ChargingState = chargingState,
            TimeSpentCharging = timeSpentCharging,
            StoppedReason = stoppedReason,
            RemoteStartId = remoteStartId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("transactionId"u8, TransactionId);
        writer.Word("chargingState"u8, ChargingState);
        writer.Number("timeSpentCharging"u8, TimeSpentCharging);
        writer.Word("stoppedReason"u8, StoppedReason);
        writer.Number("remoteStartId"u8, RemoteStartId);
    }
}

/// <summary>Charging state (OCPP 2.0.1 part 2 §3).</summary>
public enum ChargingStateEnumType : byte
{
    Charging,
    EVConnected,
    SuspendedEV,
    SuspendedEVSE,
    Idle,
}

/// <summary>Reason (OCPP 2.0.1 part 2 §3).</summary>
public enum ReasonEnumType : byte
{
    DeAuthorized,
    EmergencyStop,
    EnergyLimitReached,
    EVDisconnected,
    GroundFault,
    ImmediateReset,
    Local,
    LocalOutOfCredit,
    MasterPass,
    Other,
    OvercurrentFault,
    PowerLoss,
    PowerQuality,
    Reboot,
    Remote,
    SOCLimitReached,
    StoppedByEV,
    TimeLimitReached,
    Timeout,
}

/// <summary>Transaction event (OCPP 2.0.1 part 2 §3).</summary>
public enum TransactionEventEnumType : byte
{
    Ended,
    Started,
    Updated,
}

/// <summary>Trigger reason (OCPP 2.0.1 part 2 §3).</summary>
public enum TriggerReasonEnumType : byte
{
    Authorized,
    CablePluggedIn,
    ChargingRateChanged,
    ChargingStateChanged,
    Deauthorized,
    EnergyLimitReached,
    EVCommunicationLost,
    EVConnectTimeout,
    MeterValueClock,
    MeterValuePeriodic,
    TimeLimitReached,
    Trigger,
    UnlockCommand,
    StopAuthorized,
    EVDeparted,
    EVDetected,
    RemoteStop,
    RemoteStart,
    AbnormalCondition,
    SignedDataReceived,
    ResetCommand,
}
