using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Plan.Twin;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting simulate`: the twin lives the plan.</summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var usual = new ForecastAssumptions();
        var days = new Option<int>("--days") { Description = "days that count in each replication", DefaultValueFactory = _ => usual.Days };
        var replications = new Option<int>("--replications") { Description = "independent replications, at least 2", DefaultValueFactory = _ => usual.Replications };
        var seed = new Option<int>("--seed") { Description = "the same seed brings the same drivers to every plan of a problem", DefaultValueFactory = _ => usual.Seed };
        var patience = new Option<double>("--patience") { Description = "mean minutes a walk-in will wait by the look of the queue", DefaultValueFactory = _ => usual.PatienceMinutes };
        var overstay = new Option<double>("--overstay") { Description = "share of the occupied time a full car stays on (0 to below 1)", DefaultValueFactory = _ => usual.OverstayShare };
        var energy = new Option<double>("--kwh") { Description = "mean energy of a session", DefaultValueFactory = _ => usual.SessionKilowattHours };
        var spread = new Option<double>("--spread") { Description = "coefficient of variation of charging times", DefaultValueFactory = _ => usual.Spread };
        var to = new Option<string>("--to") { Description = "the file to write; by default forecast.json in the folder" };
        var command = new Command(
            "simulate",
            """
            Simulates a verified plan: P(wait ≤ promise) of every queue at its planned peak against the promised level, and ordinary days with waits, turned-away drivers, energy
            and load. 95 % confidence intervals come from independent replications. Exit code 1 when a promise is broken beyond its interval.
            Examples:
              doorstep siting simulate town
              doorstep siting simulate town --days 365 --replications 20 --seed 7
            """) { days, replications, seed, patience, overstay, energy, spread, to };
        folder.AddTo(command, withPlan: true);
        command.Answer(async (parsed, ct) =>
        {
            var assumptions = usual with
            {
                Days = parsed.GetValue(days),
                Replications = parsed.GetValue(replications),
                Seed = parsed.GetValue(seed),
                PatienceMinutes = parsed.GetValue(patience),
                OverstayShare = parsed.GetValue(overstay),
                SessionKilowattHours = parsed.GetValue(energy),
                Spread = parsed.GetValue(spread),
            };
            if (assumptions is not { Days: >= 1 and <= 36_500, Replications: >= 2 and <= 1_000, PatienceMinutes: > 0 and < 1e6, OverstayShare: >= 0 and < 1, SessionKilowattHours: > 0 and <= 1_000, Spread: > 0 and <= 5 })
            {
                await Console.Error.WriteLineAsync("Give --days from 1 to 36500, --replications from 2 to 1000, --patience above 0, --overstay from 0 to below 1, --kwh above 0, --spread above 0 and at most 5.");
                return Exits.BadInput;
            }

            if (folder.ReadWithPlan(parsed, ct) is not ({ } problem, { } plan))
            {
                return Exits.BadInput;
            }

            if (VerifyPlan.Run(problem, plan, ct) is { Holds: false } verdict)
            {
                await Console.Error.WriteLineAsync($"The plan is refused: {verdict.FirstFalseClaim}");
                return Exits.No;
            }

            var forecast = await SearchScreen.Run("simulating", say => ForeseePlan.Run(problem, plan, assumptions, new Course(say), ct));
            var path = parsed.GetValue(to) ?? Path.Combine(folder.Path(parsed), "forecast.json");
            PlanFiles.Write(forecast, path);
            Tell(problem, forecast, path);
            return forecast.Promise.Any(p => p.Verdict == PromiseVerdict.Broken) ? Exits.No : Exits.Done;
        });
        return command;
    }

    private const int Shown = 20;

    private static void Tell(SitingProblem problem, PlanForecast forecast, string path)
    {
        static string Share(Interval i) => string.Create(CultureInfo.InvariantCulture, $"{i.Mean:P1} ({i.Low:P1}–{i.High:P1})");
        static string Minutes(double m) => m.ToString("0.0", CultureInfo.InvariantCulture);
        static string Whole(double n) => n.ToString("N0", CultureInfo.InvariantCulture);
        Console.WriteLine($"The promise at the planned peak, level {forecast.Level.ToString("P0", CultureInfo.InvariantCulture)}; the {Math.Min(Shown, forecast.Promise.Count)} lowest of {forecast.Promise.Count} queues:");
        Columns.Print(
            ["place", "window", "piles", "arrivals/h", $"P(wait<={forecast.PromiseMinutes:0.#} min)", "planned", "verdict"],
            forecast.Promise.OrderBy(p => p.Within.Mean).ThenBy(p => p.Place, StringComparer.Ordinal).Take(Shown).Select(p => (string[])
            [
                p.Place, p.Window, Whole(p.Piles), p.Arrivals.ToString("0.00", CultureInfo.InvariantCulture), Share(p.Within), p.Planned.ToString("P1", CultureInfo.InvariantCulture), Word(p.Verdict),
            ]));
        var queues = forecast.Places.SelectMany(p => p.Queues.Select(q => (Place: p, Queue: q))).Where(q => q.Queue.ArrivalsPerDay.Mean > 0).ToList();
        Console.WriteLine();
        Console.WriteLine($"Ordinary days (walk-ins, arrivals over the hours); the {Math.Min(Shown, queues.Count)} longest waits of {queues.Count} queues:");
        Columns.Print(
            ["place", "class", "drivers/day", "in time", "mean wait", "P50", "P95", "P99", "turned away", "kWh/day", "peak kW", "grid kW"],
            queues.OrderByDescending(q => q.Queue.MeanWait.Mean).ThenBy(q => q.Place.Place, StringComparer.Ordinal).Take(Shown).Select(q => (string[])
            [
                q.Place.Place, q.Queue.Class == PileClass.Fast ? "fast" : "slow", Minutes(q.Queue.ArrivalsPerDay.Mean), Share(q.Queue.InTime), Minutes(q.Queue.MeanWait.Mean), Minutes(q.Queue.WaitP50), Minutes(q.Queue.WaitP95),
                Minutes(q.Queue.WaitP99), q.Queue.TurnedAway.Mean.ToString("P1", CultureInfo.InvariantCulture), Whole(q.Place.KwhPerDay.Mean), Whole(q.Place.PeakKilowatts.Mean), q.Place.GridKilowatts is { } grid ? Whole(grid) : "–",
            ]));
        Console.WriteLine();
        Console.WriteLine($"at peak    {Share(forecast.AtPeak)} of all drivers wait no longer than promised");
        Console.WriteLine($"ordinary   {Share(forecast.InTime)} in time, turned away {Share(forecast.TurnedAway)}{(problem.DistancesAreEstimates ? "; distances are estimates" : "")}");
        Console.WriteLine($"promise    kept at {forecast.Promise.Count(p => p.Verdict == PromiseVerdict.Kept)}, within its interval at {forecast.Promise.Count(p => p.Verdict == PromiseVerdict.Open)}, broken at {forecast.Promise.Count(p => p.Verdict == PromiseVerdict.Broken)} of {forecast.Promise.Count} queues");
        Console.WriteLine($"written    {path}");
    }

    private static string Word(PromiseVerdict verdict) => verdict switch
    {
        PromiseVerdict.Kept => "kept",
        PromiseVerdict.Open => "within its interval",
        _ => "BROKEN",
    };

    private sealed class Course(Action<string> say) : IProgress<double>
    {
        public void Report(double value) => say(string.Create(CultureInfo.InvariantCulture, $"simulating {value:P0}"));
    }
}
