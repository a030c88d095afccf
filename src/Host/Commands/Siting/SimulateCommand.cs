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
        var replications = new Option<int>("--replications") { Description = "independent replications to begin with, at least 2", DefaultValueFactory = _ => usual.Replications };
        var most = new Option<int>("--most-replications") { Description = "the promise is tried on, twice as often each time, until every queue is decided, but no more often than this", DefaultValueFactory = _ => usual.MostReplications };
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
            and load. 95 % confidence intervals come from independent replications; the promise is tried until every queue is decided. Exit code 0: the promise is confirmed at every
            queue; 1: it is broken somewhere beyond doubt; 3: some queues are still undecided at --most-replications.
            Examples:
              doorstep siting simulate town
              doorstep siting simulate town --days 365 --replications 20 --seed 7
            """) { days, replications, most, seed, patience, overstay, energy, spread, to };
        folder.AddTo(command, withPlan: true);
        command.Answer(async (parsed, ct) =>
        {
            var assumptions = usual with
            {
                Days = parsed.GetValue(days),
                Replications = parsed.GetValue(replications),
                MostReplications = Math.Max(parsed.GetValue(replications), parsed.GetValue(most)),
                Seed = parsed.GetValue(seed),
                PatienceMinutes = parsed.GetValue(patience),
                OverstayShare = parsed.GetValue(overstay),
                SessionKilowattHours = parsed.GetValue(energy),
                Spread = parsed.GetValue(spread),
            };
            if (assumptions is not { Days: >= 1 and <= 36_500, Replications: >= 2 and <= 1_000, MostReplications: <= 100_000, PatienceMinutes: > 0 and < 1e6, OverstayShare: >= 0 and < 1, SessionKilowattHours: > 0 and <= 1_000, Spread: > 0 and <= 5 })
            {
                await Console.Error.WriteLineAsync("Give --days from 1 to 36500, --replications from 2 to 1000, --most-replications up to 100000, --patience above 0, --overstay from 0 to below 1, --kwh above 0, --spread above 0 and at most 5.");
                return Exits.BadInput;
            }

            if (folder.ReadWithPlan(parsed, ct) is not ({ } problem, { } plan))
            {
                return Exits.BadInput;
            }

            if (VerifyPlan.Run(problem, plan, ct) is { Holds: false } verdict)
            {
                await Console.Error.WriteLineAsync(Sentences.Of(verdict));
                return Exits.No;
            }

            var forecast = await SearchScreen.Run("simulating", say => ForeseePlan.Run(problem, plan, assumptions, new Course(say), ct));
            var path = parsed.GetValue(to) ?? Path.Combine(folder.Path(parsed), "forecast.json");
            PlanFiles.Write(forecast, path);
            Tell(problem, forecast, path);
            return forecast.Tally switch { { Broken: > 0 } => Exits.No, { Open: > 0 } => Exits.Stopped, _ => Exits.Done };
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
            ["place", "window", "piles", "arrivals/h", $"P(wait<={forecast.PromiseMinutes:0.#} min)", "planned", "runs", "verdict"],
            forecast.Promise.OrderBy(p => p.Within.Mean).ThenBy(p => p.Place, StringComparer.Ordinal).Take(Shown).Select(p => (string[])
            [
                p.Place, p.Window, Whole(p.Piles), p.Arrivals.ToString("0.00", CultureInfo.InvariantCulture), Share(p.Within), p.Planned.ToString("P1", CultureInfo.InvariantCulture), Whole(p.Replications), Word(p.Verdict),
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
        Console.WriteLine($"promise    kept at {forecast.Tally.Kept}, undecided at {forecast.Tally.Open}, broken at {forecast.Tally.Broken} of {forecast.Tally.Queues} queues, after {forecast.Promise.Select(p => p.Replications).DefaultIfEmpty(0).Max()} replications at most");
        Console.WriteLine($"verdict    {Verdict(problem, forecast)}");
        Console.WriteLine($"written    {path}");
    }

    /// <summary>The answer to the question the twin was asked, in one line.</summary>
    private static string Verdict(SitingProblem problem, PlanForecast forecast)
    {
        var text = CultureInfo.InvariantCulture;
        var promise = string.Create(text, $"P(wait <= {forecast.PromiseMinutes:0.#} min) >= {forecast.Level:0.##%}");
        var places = forecast.Promise.GroupBy(p => p.Place).Select(g => (g.First().Standing, Kept: g.All(p => p.Verdict == PromiseVerdict.Kept))).ToList();
        var (sites, standing) = (places.Where(p => !p.Standing).ToList(), places.Where(p => p.Standing).ToList());
        var counts = string.Create(text, $"{sites.Count(p => p.Kept):N0} of {sites.Count:N0} sites and {standing.Count(p => p.Kept):N0} of {standing.Count:N0} standing stations");
        return forecast.Tally switch
        {
            { Queues: 0 } => $"nobody comes to any queue; there is no promise to confirm",
            { Confirmed: true } => string.Create(text, $"CONFIRMED at every site: {promise} at {counts} ({forecast.Tally.Queues:N0} queues), beyond doubt for all of them together (95 %)"),
            { Broken: > 0 and var broken } => string.Create(text, $"BROKEN: {promise} fails beyond doubt at {broken:N0} queues; it is confirmed at {counts}"),
            _ => string.Create(text, $"NOT CONFIRMED at {forecast.Tally.Open:N0} queues within {forecast.Assumptions.MostReplications:N0} replications; {promise} is confirmed at {counts}. ")
                + $"Simulate on with --most-replications, or plan with a greater service.margin (now {problem.Rules.Service.Margin.ToString("0.##", text)})",
        };
    }

    private static string Word(PromiseVerdict verdict) => verdict switch
    {
        PromiseVerdict.Kept => "kept",
        PromiseVerdict.Open => "undecided",
        _ => "BROKEN",
    };

    private sealed class Course(Action<string> say) : IProgress<double>
    {
        public void Report(double value) => say(string.Create(CultureInfo.InvariantCulture, $"simulating {value:P0}"));
    }
}
