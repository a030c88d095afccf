using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>Reports events of the device model (OCPP 2.0.1 part 2, use case N07).</summary>
public sealed record NotifyEventRequest : IOcppRequest<NotifyEventRequest, NotifyEventResponse>
{
    public static string Action => "NotifyEvent";

    public required DateTimeOffset GeneratedAt { get; init; }

    public bool? Tbc { get; init; }

    public required int SeqNo { get; init; }

    public required IReadOnlyList<EventDataType> EventData { get; init; }

    public static NotifyEventRequest Read(ref OcppReader reader)
    {
        DateTimeOffset? generatedAt = null;
        bool? tbc = null;
        int? seqNo = null;
        IReadOnlyList<EventDataType>? eventData = null;
        while (reader.Next())
        {
            if (reader.Is("generatedAt"u8))
                generatedAt = reader.Time();
            else if (reader.Is("tbc"u8))
                tbc = reader.Flag();
            else if (reader.Is("seqNo"u8))
                seqNo = reader.Integer();
            else if (reader.Is("eventData"u8))
                eventData = reader.List<EventDataType>(1);
            else
                reader.Unknown();
        }
        return new()
        {
            GeneratedAt = reader.Required(generatedAt, "generatedAt"),
            Tbc = tbc,
            SeqNo = reader.Required(seqNo, "seqNo"),
            EventData = reader.Required(eventData, "eventData"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Time("generatedAt"u8, GeneratedAt);
        writer.Flag("tbc"u8, Tbc);
        writer.Number("seqNo"u8, SeqNo);
        writer.List("eventData"u8, EventData);
    }
}

/// <summary>Acknowledges events (OCPP 2.0.1 part 2, use case N07).</summary>
public sealed record NotifyEventResponse : IOcppPayload<NotifyEventResponse>
{
    public static NotifyEventResponse Read(ref OcppReader reader)
    {
        while (reader.Next())
        {
            reader.Unknown();
        }
        return new();
    }

    public void Write(OcppWriter writer)
    {
        // no fields
    }
}

/// <summary>One event of the device model (OCPP 2.0.1 part 2 §2).</summary>
public sealed record EventDataType : IOcppPayload<EventDataType>
{
    public required int EventId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required EventTriggerEnumType Trigger { get; init; }

    public int? Cause { get; init; }

    public required string ActualValue { get; init; }

    public string? TechCode { get; init; }

    public string? TechInfo { get; init; }

    public bool? Cleared { get; init; }

    public string? TransactionId { get; init; }

    public required ComponentType Component { get; init; }

    public int? VariableMonitoringId { get; init; }

    public required EventNotificationEnumType EventNotificationType { get; init; }

    public required VariableType Variable { get; init; }

    public static EventDataType Read(ref OcppReader reader)
    {
        int? eventId = null;
        DateTimeOffset? timestamp = null;
        EventTriggerEnumType? trigger = null;
        int? cause = null;
        string? actualValue = null;
        string? techCode = null;
        string? techInfo = null;
        bool? cleared = null;
        string? transactionId = null;
        ComponentType? component = null;
        int? variableMonitoringId = null;
        EventNotificationEnumType? eventNotificationType = null;
        VariableType? variable = null;
        while (reader.Next())
        {
            if (reader.Is("eventId"u8))
                eventId = reader.Integer();
            else if (reader.Is("timestamp"u8))
                timestamp = reader.Time();
            else if (reader.Is("trigger"u8))
                trigger = reader.Word<EventTriggerEnumType>();
            else if (reader.Is("cause"u8))
                cause = reader.Integer();
            else if (reader.Is("actualValue"u8))
                actualValue = reader.Text(2500);
            else if (reader.Is("techCode"u8))
                techCode = reader.Text(50);
            else if (reader.Is("techInfo"u8))
                techInfo = reader.Text(500);
            else if (reader.Is("cleared"u8))
                cleared = reader.Flag();
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Text(36);
            else if (reader.Is("component"u8))
                component = reader.Part<ComponentType>();
            else if (reader.Is("variableMonitoringId"u8))
                variableMonitoringId = reader.Integer();
            else if (reader.Is("eventNotificationType"u8))
                eventNotificationType = reader.Word<EventNotificationEnumType>();
            else if (reader.Is("variable"u8))
                variable = reader.Part<VariableType>();
            else
                reader.Unknown();
        }
        return new()
        {
            EventId = reader.Required(eventId, "eventId"),
            Timestamp = reader.Required(timestamp, "timestamp"),
            Trigger = reader.Required(trigger, "trigger"),
            Cause = cause,
            ActualValue = reader.Required(actualValue, "actualValue"),
            TechCode = techCode,
            TechInfo = techInfo,
            Cleared = cleared,
            TransactionId = transactionId,
            Component = reader.Required(component, "component"),
            VariableMonitoringId = variableMonitoringId,
            EventNotificationType = reader.Required(eventNotificationType, "eventNotificationType"),
            Variable = reader.Required(variable, "variable"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("eventId"u8, EventId);
        writer.Time("timestamp"u8, Timestamp);
        writer.Word("trigger"u8, Trigger);
        writer.Number("cause"u8, Cause);
        writer.Text("actualValue"u8, ActualValue);
        writer.Text("techCode"u8, TechCode);
        writer.Text("techInfo"u8, TechInfo);
        writer.Flag("cleared"u8, Cleared);
        writer.Text("transactionId"u8, TransactionId);
        writer.Part("component"u8, Component);
        writer.Number("variableMonitoringId"u8, VariableMonitoringId);
        writer.Word("eventNotificationType"u8, EventNotificationType);
        writer.Part("variable"u8, Variable);
    }
}

/// <summary>Event notification (OCPP 2.0.1 part 2 §3).</summary>
public enum EventNotificationEnumType : byte
{
    HardWiredNotification,
    HardWiredMonitor,
    PreconfiguredMonitor,
    CustomMonitor,
}

/// <summary>Event trigger (OCPP 2.0.1 part 2 §3).</summary>
public enum EventTriggerEnumType : byte
{
    Alerting,
    Delta,
    Periodic,
}
