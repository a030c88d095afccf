using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ocpp;

namespace Doorstep.App.Devices;

/// <summary>A conversation with one pile: who it is, who owns its station, and what its answers need.</summary>
public sealed record Talk(PileEntry Pile, PileOrigin Origin, IStationGrain Owner, CityClock Clock, DeviceSettings Settings)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>What a meter said, in our quantities; both OCPP versions read meters alike.</summary>
    public static IReadOnlyList<Reading> Readings(MeterSampling sampling)
    {
        var readings = new List<Reading>(sampling.Samples.Count);
        foreach (var sample in sampling.Samples)
        {
            readings.Add(new(
                sample.At,
                sample.RegisterWh is { } register ? new Energy(register) : null,
                sample.PowerW is { } power ? new Power(power) : null,
                Thousandths(sample.SocPercent * 10),
                Thousandths(sample.VoltageV * 1000),
                Thousandths(sample.CurrentA * 1000),
                Thousandths(sample.TemperatureC * 10)));
        }

        return readings;
    }

    private static int? Thousandths(decimal? value) => value is { } v && Math.Abs(v) < int.MaxValue ? (int)decimal.Round(v) : null;
}

/// <summary>What a pile's request is answered with.</summary>
public readonly record struct OcppAnswer(IOcppPayload? Result, OcppFault? Fault)
{
    public static implicit operator OcppAnswer(OcppFault fault) => new(null, fault);
}

/// <summary>A command of ours in a version's words.</summary>
/// <param name="Judge">Reads the pile's answer.</param>
public sealed record OcppCall(string Action, IOcppPayload Request, Func<OcppFrame, (bool Accepted, string Reason)> Judge);

/// <summary>One OCPP version: from a pile's message to the use case, and from a command to the pile's message.</summary>
public interface IOcppTable
{
    OcppVersion Version { get; }

    Task<OcppAnswer> Answer(OcppFrame frame, Talk talk);

    /// <summary>Null when the version has no words for it.</summary>
    OcppCall? Call(PileCommand command);
}
