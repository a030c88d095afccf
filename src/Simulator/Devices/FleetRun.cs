using System.Globalization;
using Doorstep.Simulator.People;

namespace Doorstep.Simulator.Devices;

/// <summary>What a fleet did in all.</summary>
public sealed record FleetTotals(long Connections, long Sent, long Received, long Records, long Errors);

/// <summary><c>doorstep piles</c>: runs a fleet and writes a summary line now and then.</summary>
public static class FleetRun
{
    /// <summary>Runs until cancelled or until the options' duration is over; refuses unsound options with their sentence and null.</summary>
    public static async Task<FleetTotals?> Run(FleetOptions options, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        if (options.Refusal() is { } refusal)
        {
            await output.WriteLineAsync(refusal);
            return null;
        }

        using var end = options.Duration is { } duration ? new CancellationTokenSource(duration, time) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var fleet = Build(options, time);
        var running = fleet.Run(both.Token);
        var telling = Tell(fleet, options, output, time, both.Token);
        await await Task.WhenAny(running, telling);
        await both.CancelAsync();
        await Task.WhenAll(running, telling);
        var traffic = fleet.Traffic;
        var totals = new FleetTotals(traffic.Connections, traffic.Sent, traffic.Received, traffic.RecordsKept, traffic.Errors);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"total: {totals.Connections} connections, {totals.Sent} sent, {totals.Received} received, {totals.Records} sessions acknowledged, {totals.Errors} errors"));
        return totals;
    }

    private static PileFleet Build(FleetOptions options, TimeProvider time)
    {
        var pace = new Pace(time, options.PaceFactor);
        var fleet = new PileFleet(options.Members(), new FleetSetting
        {
            Pace = pace,
            Rhythm = options.Rhythm,
            Network = options.Network,
            Habits = options.Habits,
            Seed = options.Seed,
            RampPerSecond = options.RampPerSecond,
            Pulse = options.Pulse,
        });
        fleet.AtBeat = options.Conduct switch
        {
            FleetConduct.OnCall => new CarsOnCall(fleet.Piles).Until,
            FleetConduct.Cards or FleetConduct.Plugged when options.CarsPerDay > 0 => new Comings(options, fleet.Piles, pace).Until,
            _ => null,
        };

        return fleet;
    }

    private static async Task Tell(PileFleet fleet, FleetOptions options, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var (begun, last, lastCount) = (time.GetTimestamp(), time.GetTimestamp(), 0L);
        string? told = null;
        using var timer = new PeriodicTimer(options.Summary, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var traffic = fleet.Traffic;
                var count = traffic.Sent + traffic.Received;
                var rate = (count - lastCount) / Math.Max(0.001, time.GetElapsedTime(last).TotalSeconds);
                (last, lastCount) = (time.GetTimestamp(), count);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{time.GetElapsedTime(begun).TotalSeconds,6:F0} s  connected {traffic.Up}/{options.Count}  charging {fleet.Charging}  messages/s {rate:F0}  acknowledged {traffic.RecordsKept}  errors {traffic.Errors}"));
                // a fleet with a wrong secret would else only count, and its owner only guess
                if (traffic.LastTrouble is { } trouble && trouble != told)
                {
                    await output.WriteLineAsync($"         {told = trouble}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the run is over
        }
    }
}
