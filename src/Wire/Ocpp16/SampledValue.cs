using System.Text.Json.Serialization;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Wire.Ocpp16;

/// <summary>One value as text, with what it measures; absent measurand is Energy.Active.Import.Register, absent unit Wh (OCPP 1.6 §7.43).</summary>
public sealed record SampledValue : IOcppPayload<SampledValue>
{
    public required string Value { get; init; }

    public ReadingContext? Context { get; init; }

    public ValueFormat? Format { get; init; }

    public Measurand? Measurand { get; init; }

    public Phase? Phase { get; init; }

    public Location? Location { get; init; }

    public UnitOfMeasure? Unit { get; init; }

    public static SampledValue Read(ref OcppReader reader)
    {
        string? value = null;
        ReadingContext? context = null;
        ValueFormat? format = null;
        Measurand? measurand = null;
        Phase? phase = null;
        Location? location = null;
        UnitOfMeasure? unit = null;
        while (reader.Next())
        {
            if (reader.Is("value"u8))
                value = reader.Text();
            else if (reader.Is("context"u8))
                context = reader.Word<ReadingContext>();
            else if (reader.Is("format"u8))
                format = reader.Word<ValueFormat>();
            else if (reader.Is("measurand"u8))
                measurand = reader.Word<Measurand>();
            else if (reader.Is("phase"u8))
                phase = reader.Word<Phase>();
            else if (reader.Is("location"u8))
                location = reader.Word<Location>();
            else if (reader.Is("unit"u8))
                unit = reader.Word<UnitOfMeasure>();
            else
                reader.Unknown();
        }
        return new()
        {
            Value = reader.Required(value, "value"),
            Context = context,
            Format = format,
            Measurand = measurand,
            Phase = phase,
            Location = location,
            Unit = unit,
        };
    }

    public void Write(OcppWriter writer)
    {
        writer.Text("value"u8, Value);
        writer.Word("context"u8, Context);
        writer.Word("format"u8, Format);
        writer.Word("measurand"u8, Measurand);
        writer.Word("phase"u8, Phase);
        writer.Word("location"u8, Location);
        writer.Word("unit"u8, Unit);
    }
}

/// <summary>Reading context (OCPP 1.6 §7.35).</summary>
public enum ReadingContext : byte
{
    [JsonStringEnumMemberName("Interruption.Begin")]
    InterruptionBegin,

    [JsonStringEnumMemberName("Interruption.End")]
    InterruptionEnd,

    [JsonStringEnumMemberName("Sample.Clock")]
    SampleClock,

    [JsonStringEnumMemberName("Sample.Periodic")]
    SamplePeriodic,

    [JsonStringEnumMemberName("Transaction.Begin")]
    TransactionBegin,

    [JsonStringEnumMemberName("Transaction.End")]
    TransactionEnd,

    Trigger,

    Other,
}

/// <summary>Value format (OCPP 1.6 §7.50).</summary>
public enum ValueFormat : byte
{
    Raw,
    SignedData,
}

/// <summary>Measurand (OCPP 1.6 §7.31).</summary>
public enum Measurand : byte
{
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

    [JsonStringEnumMemberName("Energy.Reactive.Export.Interval")]
    EnergyReactiveExportInterval,

    [JsonStringEnumMemberName("Energy.Reactive.Import.Interval")]
    EnergyReactiveImportInterval,

    [JsonStringEnumMemberName("Power.Active.Export")]
    PowerActiveExport,

    [JsonStringEnumMemberName("Power.Active.Import")]
    PowerActiveImport,

    [JsonStringEnumMemberName("Power.Offered")]
    PowerOffered,

    [JsonStringEnumMemberName("Power.Reactive.Export")]
    PowerReactiveExport,

    [JsonStringEnumMemberName("Power.Reactive.Import")]
    PowerReactiveImport,

    [JsonStringEnumMemberName("Power.Factor")]
    PowerFactor,

    [JsonStringEnumMemberName("Current.Import")]
    CurrentImport,

    [JsonStringEnumMemberName("Current.Export")]
    CurrentExport,

    [JsonStringEnumMemberName("Current.Offered")]
    CurrentOffered,

    Voltage,

    Frequency,

    Temperature,

    SoC,

    RPM,
}

/// <summary>Phase (OCPP 1.6 §7.34).</summary>
public enum Phase : byte
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

/// <summary>Location (OCPP 1.6 §7.30).</summary>
public enum Location : byte
{
    Cable,
    EV,
    Inlet,
    Outlet,
    Body,
}

/// <summary>Unit of measure (OCPP 1.6 §7.45).</summary>
public enum UnitOfMeasure : byte
{
    Wh,

    [JsonStringEnumMemberName("kWh")]
    KWh,

    [JsonStringEnumMemberName("varh")]
    Varh,

    [JsonStringEnumMemberName("kvarh")]
    Kvarh,

    W,

    [JsonStringEnumMemberName("kW")]
    KW,

    VA,

    [JsonStringEnumMemberName("kVA")]
    KVA,

    [JsonStringEnumMemberName("var")]
    Var,

    [JsonStringEnumMemberName("kvar")]
    Kvar,

    A,

    V,

    K,

    Celcius,

    Celsius,

    Fahrenheit,

    Percent,

    Hertz,
}
