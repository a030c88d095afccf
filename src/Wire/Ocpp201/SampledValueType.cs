using System.Text.Json.Serialization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp201;

/// <summary>One value with what it measures; absent measurand is Energy.Active.Import.Register, absent unit Wh (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SampledValueType : IOcppPayload<SampledValueType>
{
    public required decimal Value { get; init; }

    public ReadingContextEnumType? Context { get; init; }

    public MeasurandEnumType? Measurand { get; init; }

    public PhaseEnumType? Phase { get; init; }

    public LocationEnumType? Location { get; init; }

    public SignedMeterValueType? SignedMeterValue { get; init; }

    public UnitOfMeasureType? UnitOfMeasure { get; init; }

    public static SampledValueType Read(ref OcppReader reader)
    {
        decimal? value = null;
        ReadingContextEnumType? context = null;
        MeasurandEnumType? measurand = null;
        PhaseEnumType? phase = null;
        LocationEnumType? location = null;
        SignedMeterValueType? signedMeterValue = null;
        UnitOfMeasureType? unitOfMeasure = null;
        while (reader.Next())
        {
            if (reader.Is("value"u8))
                value = reader.Number();
            else if (reader.Is("context"u8))
                context = reader.Word<ReadingContextEnumType>();
            else if (reader.Is("measurand"u8))
                measurand = reader.Word<MeasurandEnumType>();
            else if (reader.Is("phase"u8))
                phase = reader.Word<PhaseEnumType>();
            else if (reader.Is("location"u8))
                location = reader.Word<LocationEnumType>();
            else if (reader.Is("signedMeterValue"u8))
                signedMeterValue = reader.Part<SignedMeterValueType>();
            else if (reader.Is("unitOfMeasure"u8))
                unitOfMeasure = reader.Part<UnitOfMeasureType>();
            else
                reader.Unknown();
        }
        return new()
        {
            Value = reader.Required(value, "value"),
            Context = context,
            Measurand = measurand,
            Phase = phase,
            Location = location,
            SignedMeterValue = signedMeterValue,
            UnitOfMeasure = unitOfMeasure,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Number("value"u8, Value);
        writer.Word("context"u8, Context);
        writer.Word("measurand"u8, Measurand);
        writer.Word("phase"u8, Phase);
        writer.Word("location"u8, Location);
        writer.Part("signedMeterValue"u8, SignedMeterValue);
        writer.Part("unitOfMeasure"u8, UnitOfMeasure);
    }
}

/// <summary>A value signed by the meter (OCPP 2.0.1 part 2 §2).</summary>
public sealed record SignedMeterValueType : IOcppPayload<SignedMeterValueType>
{
    public required string SignedMeterData { get; init; }

    public required string SigningMethod { get; init; }

    public required string EncodingMethod { get; init; }

    public required string PublicKey { get; init; }

    public static SignedMeterValueType Read(ref OcppReader reader)
    {
        string? signedMeterData = null;
        string? signingMethod = null;
        string? encodingMethod = null;
        string? publicKey = null;
        while (reader.Next())
        {
            if (reader.Is("signedMeterData"u8))
                signedMeterData = reader.Text(2500);
            else if (reader.Is("signingMethod"u8))
                signingMethod = reader.Text(50);
            else if (reader.Is("encodingMethod"u8))
                encodingMethod = reader.Text(50);
            else if (reader.Is("publicKey"u8))
                publicKey = reader.Text(2500);
            else
                reader.Unknown();
        }
        return new()
        {
            SignedMeterData = reader.Required(signedMeterData, "signedMeterData"),
            SigningMethod = reader.Required(signingMethod, "signingMethod"),
            EncodingMethod = reader.Required(encodingMethod, "encodingMethod"),
            PublicKey = reader.Required(publicKey, "publicKey"),
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("signedMeterData"u8, SignedMeterData);
        writer.Text("signingMethod"u8, SigningMethod);
        writer.Text("encodingMethod"u8, EncodingMethod);
        writer.Text("publicKey"u8, PublicKey);
    }
}

/// <summary>A unit and the power of ten the value is to be multiplied with (OCPP 2.0.1 part 2 §2).</summary>
public sealed record UnitOfMeasureType : IOcppPayload<UnitOfMeasureType>
{
    public string? Unit { get; init; }

    public int? Multiplier { get; init; }

    public static UnitOfMeasureType Read(ref OcppReader reader)
    {
        string? unit = null;
        int? multiplier = null;
        while (reader.Next())
        {
            if (reader.Is("unit"u8))
                unit = reader.Text(20);
            else if (reader.Is("multiplier"u8))
                multiplier = reader.Integer();
            else
                reader.Unknown();
        }
        return new()
        {
            Unit = unit,
            Multiplier = multiplier,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("unit"u8, Unit);
        writer.Number("multiplier"u8, Multiplier);
    }
}

/// <summary>Reading context (OCPP 2.0.1 part 2 §3).</summary>
public enum ReadingContextEnumType : byte
{
    [JsonStringEnumMemberName("Interruption.Begin")]
    InterruptionBegin,

    [JsonStringEnumMemberName("Interruption.End")]
    InterruptionEnd,

    Other,

    [JsonStringEnumMemberName("Sample.Clock")]
    SampleClock,

    [JsonStringEnumMemberName("Sample.Periodic")]
    SamplePeriodic,

    [JsonStringEnumMemberName("Transaction.Begin")]
    TransactionBegin,

    [JsonStringEnumMemberName("Transaction.End")]
    TransactionEnd,

    Trigger,
}

/// <summary>Measurand (OCPP 2.0.1 part 2 §3).</summary>
public enum MeasurandEnumType : byte
{
    [JsonStringEnumMemberName("Current.Export")]
    CurrentExport,

    [JsonStringEnumMemberName("Current.Import")]
    CurrentImport,

    [JsonStringEnumMemberName("Current.Offered")]
    CurrentOffered,

    [JsonStringEnumMemberName("Energy.Active.Export.Register")]
    EnergyActiveExportRegister,

    [JsonStringEnumMemberName("Energy.Active.Import.Register")]
    EnergyActiveImportRegister,

    [JsonStringEnumMemberName("Energy.Reactive.Export.Register")]
    EnergyReactiveExportRegister,

    [JsonStringEnumMemberName("Energy.Reactive.Import.Register")]
    EnergyReactiveImportRegister,

    [JsonStringEnumMemberName("Energy.Active.Export.Interval")]
    EnergyActiveExportInterval,

    [JsonStringEnumMemberName("Energy.Active.Import.Interval")]
    EnergyActiveImportInterval,

    [JsonStringEnumMemberName("Energy.Active.Net")]
    EnergyActiveNet,

    [JsonStringEnumMemberName("Energy.Reactive.Export.Interval")]
    EnergyReactiveExportInterval,

    [JsonStringEnumMemberName("Energy.Reactive.Import.Interval")]
    EnergyReactiveImportInterval,

    [JsonStringEnumMemberName("Energy.Reactive.Net")]
    EnergyReactiveNet,

    [JsonStringEnumMemberName("Energy.Apparent.Net")]
    EnergyApparentNet,

    [JsonStringEnumMemberName("Energy.Apparent.Import")]
    EnergyApparentImport,

    [JsonStringEnumMemberName("Energy.Apparent.Export")]
    EnergyApparentExport,

    Frequency,

    [JsonStringEnumMemberName("Power.Active.Export")]
    PowerActiveExport,

    [JsonStringEnumMemberName("Power.Active.Import")]
    PowerActiveImport,

    [JsonStringEnumMemberName("Power.Factor")]
    PowerFactor,

    [JsonStringEnumMemberName("Power.Offered")]
    PowerOffered,

    [JsonStringEnumMemberName("Power.Reactive.Export")]
    PowerReactiveExport,

    [JsonStringEnumMemberName("Power.Reactive.Import")]
    PowerReactiveImport,

    SoC,

    Voltage,
}

/// <summary>Phase (OCPP 2.0.1 part 2 §3).</summary>
public enum PhaseEnumType : byte
{
    L1,

    L2,

    L3,

    N,

    [JsonStringEnumMemberName("L1-N")]
    L1N,

    [JsonStringEnumMemberName("L2-N")]
    L2N,

    [JsonStringEnumMemberName("L3-N")]
    L3N,

    [JsonStringEnumMemberName("L1-L2")]
    L1L2,

    [JsonStringEnumMemberName("L2-L3")]
    L2L3,

    [JsonStringEnumMemberName("L3-L1")]
    L3L1,
}

/// <summary>Location (OCPP 2.0.1 part 2 §3).</summary>
public enum LocationEnumType : byte
{
    Body,
    Cable,
    EV,
    Inlet,
    Outlet,
}
