using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>A limit over time: amperes or watts per period (OCPP 2.0.1 part 2 §2).</summary>
public sealed record ChargingProfileType : IOcppPayload<ChargingProfileType>
{
    public required int Id { get; init; }

    public required int StackLevel { get; init; }

    public required ChargingProfilePurposeEnumType ChargingProfilePurpose { get; init; }

    public required ChargingProfileKindEnumType ChargingProfileKind { get; init; }

    public RecurrencyKindEnumType? RecurrencyKind { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    public required IReadOnlyList<ChargingScheduleType> ChargingSchedule { get; init; }

    public string? TransactionId { get; init; }

    public static ChargingProfileType Read(ref OcppReader reader)
    {
        int? id = null;
        int? stackLevel = null;
        ChargingProfilePurposeEnumType? chargingProfilePurpose = null;
        ChargingProfileKindEnumType? chargingProfileKind = null;
        RecurrencyKindEnumType? recurrencyKind = null;
        DateTimeOffset? validFrom = null;
        DateTimeOffset? validTo = null;
        IReadOnlyList<ChargingScheduleType>? chargingSchedule = null;
        string? transactionId = null;
        while (reader.Next())
        {
            if (reader.Is("id"u8))
                id = reader.Integer();
            else if (reader.Is("stackLevel"u8))
                stackLevel = reader.Integer();
            else if (reader.Is("chargingProfilePurpose"u8))
                chargingProfilePurpose = reader.Word<ChargingProfilePurposeEnumType>();
            else if (reader.Is("chargingProfileKind"u8))
                chargingProfileKind = reader.Word<ChargingProfileKindEnumType>();
            else if (reader.Is("recurrencyKind"u8))
                recurrencyKind = reader.Word<RecurrencyKindEnumType>();
            else if (reader.Is("validFrom"u8))
                validFrom = reader.Time();
            else if (reader.Is("validTo"u8))
                validTo = reader.Time();
            else if (reader.Is("chargingSchedule"u8))
                chargingSchedule = reader.List<ChargingScheduleType>(1, 3);
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Text(36);
            else
                reader.Unknown();
        }
        return new()
        {
            Id = reader.Required(id, "id"),
            StackLevel = reader.Required(stackLevel, "stackLevel"),
            ChargingProfilePurpose = reader.Required(chargingProfilePurpose, "chargingProfilePurpose"),
            ChargingProfileKind = reader.Required(chargingProfileKind, "chargingProfileKind"),
            RecurrencyKind = recurrencyKind,
            ValidFrom = validFrom,
            ValidTo = validTo,
            ChargingSchedule = reader.Required(chargingSchedule, "chargingSchedule"),
            TransactionId = transactionId,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("id"u8, Id);
        writer.Number("stackLevel"u8, StackLevel);
        writer.Word("chargingProfilePurpose"u8, ChargingProfilePurpose);
        writer.Word("chargingProfileKind"u8, ChargingProfileKind);
        writer.Word("recurrencyKind"u8, RecurrencyKind);
        writer.Time("validFrom"u8, ValidFrom);
        writer.Time("validTo"u8, ValidTo);
        writer.List("chargingSchedule"u8, ChargingSchedule);
        writer.Text("transactionId"u8, TransactionId);
    }
}

/// <summary>Charging profile kind (OCPP 2.0.1 part 2 §3).</summary>
public enum ChargingProfileKindEnumType : byte
{
    Absolute,
    Recurring,
    Relative,
}

/// <summary>Charging profile purpose (OCPP 2.0.1 part 2 §3).</summary>
public enum ChargingProfilePurposeEnumType : byte
{
    ChargingStationExternalConstraints,
    ChargingStationMaxProfile,
    TxDefaultProfile,
    TxProfile,
}

/// <summary>Recurrency kind (OCPP 2.0.1 part 2 §3).</summary>
public enum RecurrencyKindEnumType : byte
{
    Daily,
    Weekly,
}
