using System.Globalization;
using CsCheck;
using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp16;

namespace Doorstep.Wire.Tests.Ocpp;

public sealed class MeterSampleTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 21, 15, 0, TimeSpan.Zero);

    private static MeterSampling Of(params SampledValue[] values) => MeterSamples.Of([new MeterValue { Timestamp = At, SampledValue = values }]);

    private static SampledValue Value(string value, Measurand? measurand = null, UnitOfMeasure? unit = null, Phase? phase = null) =>
        new() { Value = value, Measurand = measurand, Unit = unit, Phase = phase };

    [Fact]
    public void A_bare_value_is_the_import_register_in_Wh()
    {
        var sample = Assert.Single(Of(Value("1204730")).Samples);
        Assert.Equal(new MeterSample { At = At, Context = MeterContext.SamplePeriodic, RegisterWh = 1_204_730 }, sample);
    }

    [Theory]
    [InlineData("1.2345", 1235)]
    [InlineData("0.0005", 1)]
    [InlineData("0.0004", 0)]
    [InlineData(" 12.5E1 ", 125_000)]
    public void Kilowatt_hours_become_whole_watt_hours_with_halves_up(string value, long expected) =>
        Assert.Equal(expected, Assert.Single(Of(Value(value, unit: UnitOfMeasure.KWh)).Samples).RegisterWh);

    [Theory]
    [InlineData("12,5")]
    [InlineData("1,204,730")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("-1")]
    [InlineData("9999999999999999999")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Garbage_in_a_value_is_named_and_spoils_nothing_else(string garbage)
    {
        var sampling = Of(Value(garbage), Value("7", Measurand.PowerActiveImport, UnitOfMeasure.KW));
        Assert.Contains(garbage, Assert.Single(sampling.Faults), StringComparison.Ordinal);
        var sample = Assert.Single(sampling.Samples);
        Assert.Null(sample.RegisterWh);
        Assert.Equal(7000, sample.PowerW);
    }

    [Fact]
    public void Phases_are_summed_only_when_the_pile_gives_no_total()
    {
        SampledValue[] phases =
        [
            Value("1000", Measurand.EnergyActiveImportRegister, phase: Phase.L1),
            Value("2000.4", Measurand.EnergyActiveImportRegister, phase: Phase.L2N),
            Value("3000", Measurand.EnergyActiveImportRegister, phase: Phase.L3),
            Value("9", Measurand.EnergyActiveImportRegister, phase: Phase.N),
        ];
        Assert.Equal(6000, Assert.Single(Of(phases).Samples).RegisterWh);
        Assert.Equal(7777, Assert.Single(Of([.. phases, Value("7777")]).Samples).RegisterWh);
    }

    [Fact]
    public void A_sum_that_lacks_a_phase_is_no_register()
    {
        var sampling = Of(Value("1000", phase: Phase.L1), Value("2,0", phase: Phase.L2), Value("3000", phase: Phase.L3));
        Assert.Null(Assert.Single(sampling.Samples).RegisterWh);
        Assert.Single(sampling.Faults);
    }

    [Fact]
    public void Current_is_the_highest_phase_and_voltage_the_mean_against_neutral()
    {
        var sample = Assert.Single(Of(
            Value("10.5", Measurand.CurrentImport, UnitOfMeasure.A, Phase.L1),
            Value("12.5", Measurand.CurrentImport, UnitOfMeasure.A, Phase.L2),
            Value("229", Measurand.Voltage, UnitOfMeasure.V, Phase.L1N),
            Value("231", Measurand.Voltage, UnitOfMeasure.V, Phase.L2N),
            Value("400", Measurand.Voltage, UnitOfMeasure.V, Phase.L1L2)).Samples);
        Assert.Equal(12.5m, sample.CurrentA);
        Assert.Equal(230m, sample.VoltageV);
    }

    [Fact]
    public void A_signed_value_is_no_reading_and_foreign_measurands_are_passed_over()
    {
        var sampling = Of(
            new SampledValue { Value = "T0NNRnwwMTIz", Format = ValueFormat.SignedData },
            Value("5", Measurand.EnergyActiveImportInterval),
            Value("6", Measurand.EnergyActiveExportRegister),
            Value("50", Measurand.SoC, UnitOfMeasure.Percent));
        Assert.Empty(sampling.Faults);
        Assert.Equal(new MeterSample { At = At, Context = MeterContext.SamplePeriodic, SocPercent = 50 }, Assert.Single(sampling.Samples));
    }

    [Fact]
    public void The_register_at_the_outlet_goes_before_the_one_at_the_inlet()
    {
        var inlet = new SampledValue { Value = "5000", Location = Location.Inlet };
        Assert.Equal(4800, Assert.Single(Of(Value("4800"), inlet).Samples).RegisterWh);
        Assert.Equal(5000, Assert.Single(Of(inlet).Samples).RegisterWh);
    }

    [Fact]
    public void Begin_and_end_in_one_meter_value_become_two_samples()
    {
        var sampling = Of(
            new SampledValue { Value = "100", Context = ReadingContext.TransactionBegin },
            new SampledValue { Value = "900", Context = ReadingContext.TransactionEnd },
            Value("40", Measurand.Temperature, UnitOfMeasure.Celsius));
        Assert.Equal([(MeterContext.TransactionBegin, 100L), (MeterContext.TransactionEnd, 900L)], sampling.Samples.Select(s => (s.Context, s.RegisterWh!.Value)));
        Assert.Equal(40, sampling.Samples[0].TemperatureC);
    }

    [Theory]
    [InlineData(UnitOfMeasure.Celsius, "40", "40")]
    [InlineData(UnitOfMeasure.Celcius, "40", "40")]
    [InlineData(UnitOfMeasure.K, "313.15", "40")]
    [InlineData(UnitOfMeasure.Fahrenheit, "104", "40")]
    public void Temperatures_become_degrees_Celsius(UnitOfMeasure unit, string value, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Assert.Single(Of(Value(value, Measurand.Temperature, unit)).Samples).TemperatureC);

    [Fact]
    public void A_unit_that_does_not_fit_is_a_fault()
    {
        var sampling = Of(Value("5", Measurand.EnergyActiveImportRegister, UnitOfMeasure.W));
        Assert.Null(Assert.Single(sampling.Samples).RegisterWh);
        Assert.Contains("W", Assert.Single(sampling.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void The_multiplier_of_2_0_1_is_a_power_of_ten()
    {
        var sampling = Ocpp201.MeterSamples.Of(
        [
            new()
            {
                Timestamp = At,
                SampledValue =
                [
                    new() { Value = 1.2345m, UnitOfMeasure = new() { Multiplier = 3 } },
                    new() { Value = 69m, Measurand = Ocpp201.MeasurandEnumType.PowerActiveImport, UnitOfMeasure = new() { Unit = "kW", Multiplier = -1 } },
                    new() { Value = 1m, Measurand = Ocpp201.MeasurandEnumType.Voltage, UnitOfMeasure = new() { Unit = "V", Multiplier = 99 } },
                    new() { Value = 88m, Measurand = Ocpp201.MeasurandEnumType.SoC },
                ],
            },
        ]);
        var sample = Assert.Single(sampling.Samples);
        Assert.Equal((1235, 6900, null, 88m), (sample.RegisterWh, sample.PowerW, sample.VoltageV, sample.SocPercent));
        Assert.Single(sampling.Faults);
    }

    [Fact]
    public void Any_list_of_values_gives_samples_or_faults_but_never_throws() =>
        Gen.Select(
            Gen.OneOf(Gen.String, Gen.Decimal.Select(d => d.ToString(CultureInfo.InvariantCulture)), Gen.Double.Select(d => d.ToString("R", CultureInfo.InvariantCulture))),
            Gen.Enum<Measurand>(), Gen.Enum<UnitOfMeasure>(), Gen.Enum<Phase>(), Gen.Enum<ReadingContext>(), Gen.Enum<Location>())
        .Select((value, measurand, unit, phase, context, location) =>
            new SampledValue { Value = value, Measurand = measurand, Unit = unit, Phase = phase, Context = context, Location = location })
        .Array[0, 50].Sample(values =>
        {
            foreach (var sample in Of(values).Samples)
                Assert.True(sample.RegisterWh is null or >= 0);
        });
}
