using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>A limit over time: amperes or watts per period (OCPP 1.6 §7.8).</summary>
public sealed record ChargingProfile : IOcppPayload<ChargingProfile>
{
    public required int ChargingProfileId { get; init; }

    public int? TransactionId { get; init; }

    public required int StackLevel { get; init; }

    public required ChargingProfilePurposeType ChargingProfilePurpose { get; init; }

    public required ChargingProfileKindType ChargingProfileKind { get; init; }

    public RecurrencyKindType? RecurrencyKind { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    public required ChargingSchedule ChargingSchedule { get; init; }

    public static ChargingProfile Read(ref OcppReader reader)
    {
        int? chargingProfileId = null;
        int? transactionId = null;
        int? stackLevel = null;
        ChargingProfilePurposeType? chargingProfilePurpose = null;
        ChargingProfileKindType? chargingProfileKind = null;
        RecurrencyKindType? recurrencyKind = null;
        DateTimeOffset? validFrom = null;
        DateTimeOffset? validTo = null;
        ChargingSchedule? chargingSchedule = null;
        while (reader.Next())
        {
            if (reader.Is("chargingProfileId"u8))
                chargingProfileId = reader.Integer();
            else if (reader.Is("transactionId"u8))
                transactionId = reader.Integer();
            else if (reader.Is("stackLevel"u8))
                stackLevel = reader.Integer();
            else if (reader.Is("chargingProfilePurpose"u8))
                chargingProfilePurpose = reader.Word<ChargingProfilePurposeType>();
            else if (reader.Is("chargingProfileKind"u8))
                chargingProfileKind = reader.Word<ChargingProfileKindType>();
            else if (reader.Is("recurrencyKind"u8))
                recurrencyKind = reader.Word<RecurrencyKindType>();
            else if (reader.Is("validFrom"u8))
                validFrom = reader.Time();
            else if (reader.Is("validTo"u8))
                validTo = reader.Time();
            else if (reader.Is("chargingSchedule"u8))
                chargingSchedule = reader.Part<ChargingSchedule>();
            else
                reader.Unknown();
        }
        return new()
        {
            ChargingProfileId = reader.Required(chargingProfileId, "chargingProfileId"),
            TransactionId = transactionId,
            StackLevel = reader.Required(stackLevel, "stackLevel"),
            ChargingProfilePurpose = reader.Required(chargingProfilePurpose, "chargingProfilePurpose"),
            ChargingProfileKind = reader.Required(chargingProfileKind, "chargingProfileKind"),
            RecurrencyKind = recurrencyKind,
            ValidFrom = validFrom,
            ValidTo = validTo,
            ChargingSchedule = reader.Required(chargingSchedule, "chargingSchedule"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("chargingProfileId"u8, ChargingProfileId);
        writer.Number("transactionId"u8, TransactionId);
        writer.Number("stackLevel"u8, StackLevel);
        writer.Word("chargingProfilePurpose"u8, ChargingProfilePurpose);
        writer.Word("chargingProfileKind"u8, ChargingProfileKind);
        writer.Word("recurrencyKind"u8, RecurrencyKind);
        writer.Time("validFrom"u8, ValidFrom);
        writer.Time("validTo"u8, ValidTo);
        writer.Part("chargingSchedule"u8, ChargingSchedule);
    }
}

/// <summary>Charging profile purpose type (OCPP 1.6 §7.10).</summary>
public enum ChargingProfilePurposeType : byte
{
    ChargePointMaxProfile,
    TxDefaultProfile,
    TxProfile,
}

/// <summary>Charging profile kind type (OCPP 1.6 §7.9).</summary>
public enum ChargingProfileKindType : byte
{
    Absolute,
    Recurring,
    Relative,
}

/// <summary>Recurrency kind type (OCPP 1.6 §7.37).</summary>
public enum RecurrencyKindType : byte
{
    Daily,
    Weekly,
}
