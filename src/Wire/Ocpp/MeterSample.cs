namespace Doorstep.Wire.Ocpp;

/// <summary>Why a meter was read (ReadingContext of both versions).</summary>
public enum MeterContext : byte
{
    SamplePeriodic,
    SampleClock,
    TransactionBegin,
    TransactionEnd,
    InterruptionBegin,
    InterruptionEnd,
    Trigger,
    Other,
}

/// <summary>What a meter showed at one instant, in one set of units whatever the pile sent.</summary>
public sealed record MeterSample
{
    /// <summary>The highest register, in Wh, that is taken for one; the lowest is 0.</summary>
    public const long LargestRegisterWh = 1_000_000_000_000;

    /// <summary>The instant by the pile's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why the meter was read.</summary>
    public required MeterContext Context { get; init; }

    /// <summary>Imported energy register in Wh, 0 to 10^12, rounded to the nearest whole Wh with halves up; the sum of the phases when the pile gives no total.</summary>
    public long? RegisterWh { get; init; }

    /// <summary>Imported power in W, rounded likewise (halves away from zero); the sum of the phases when the pile gives no total.</summary>
    public long? PowerW { get; init; }

    /// <summary>Imported current in A; that of the highest phase when the pile gives no total.</summary>
    public decimal? CurrentA { get; init; }

    /// <summary>Voltage in V; the mean of the phases against neutral when the pile gives no total. Phase-to-phase voltages are left aside.</summary>
    public decimal? VoltageV { get; init; }

    /// <summary>State of charge of the car in percent, 0 to 100.</summary>
    public decimal? SocPercent { get; init; }

    /// <summary>Highest temperature reported anywhere, in °C.</summary>
    public decimal? TemperatureC { get; init; }
}

/// <summary>The samples of a message in its order, and a sentence for each value that could not be used; a bad value does not spoil its neighbours.</summary>
public sealed record MeterSampling(IReadOnlyList<MeterSample> Samples, IReadOnlyList<string> Faults);
