using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting solve`: the classic location models on published files, each with a proof.</summary>
internal static class SolveCommand
{
    private static readonly Dictionary<string, LocationModel> Models = new(StringComparer.Ordinal)
    {
        ["lscp"] = LocationModel.Lscp,
        ["mclp"] = LocationModel.Mclp,
        ["pmedian"] = LocationModel.PMedian,
        ["pcenter"] = LocationModel.PCentre,
        ["cpmedian"] = LocationModel.CapacitatedPMedian,
        ["cfl"] = LocationModel.Cfl,
        ["sscfl"] = LocationModel.Sscfl,
    };

    public static Command Make()
    {
        var model = new Option<string>("--model") { Description = string.Join(", ", Models.Keys), Required = true };
        var input = new Option<string>("--input") { Description = "the file", Required = true };
        var format = new Option<string>("--format") { Description = string.Join(", ", LocationFormats.Names.Keys), Required = true };
        var count = new Option<int?>("--p") { Description = "sites to open; by default what the file says" };
        var radius = new Option<double?>("--radius") { Description = "cover distance in the file's unit, for lscp and mclp" };
        var budget = new Option<double?>("--budget") { Description = "money for opening sites, for mclp instead of --p" };
        var capacity = new Option<double?>("--capacity") { Description = "the value for the word `capacity` in an orlib-cap file" };
        var seconds = new Option<double>("--seconds") { Description = "ends after so long with the best plan so far", DefaultValueFactory = _ => 600 };
        var seed = new Option<int>("--seed") { Description = "seed of every random choice", DefaultValueFactory = _ => 1 };
        var to = new Option<string>("--to") { Description = "a .csv file for who is served by which site" };
        model.AcceptOnlyFromAmong([.. Models.Keys]);
        format.AcceptOnlyFromAmong([.. LocationFormats.Names.Keys]);
        var command = new Command(
            "solve",
            """
            Solves a classic location model and prints status, objective, bound, gap and seconds. A status says optimal only with a proof.
            Examples:
              doorstep siting solve --model pmedian --input pmed1.txt --format orlib-pmed
              doorstep siting solve --model cfl --input capa.txt --format orlib-cap --capacity 8000
              doorstep siting solve --model sscfl --input p1 --format holmberg
              doorstep siting solve --model mclp --input places.csv --format csv --radius 500 --p 20 --to served.csv
            """) { model, input, format, count, radius, budget, capacity, seconds, seed, to };
        command.Answer(async (parsed, ct) =>
        {
            if (parsed.GetValue(seconds) is not (> 0 and < 1e7))
            {
                await Console.Error.WriteLineAsync("--seconds is a number above 0.");
                return Exits.BadInput;
            }

            var question = new LocationQuestion(Models[parsed.GetValue(model)!], parsed.GetValue(count), parsed.GetValue(radius), parsed.GetValue(budget), parsed.GetValue(capacity));
            var limits = new SolveLimits { Time = TimeSpan.FromSeconds(parsed.GetValue(seconds)), Seed = parsed.GetValue(seed) };
            var answer = await SearchScreen.Run("solving", say => SolveClassic.Run(question, parsed.GetValue(input)!, LocationFormats.Names[parsed.GetValue(format)!], limits, p => say(Course(p)), ct));
            if (answer is not ClassicAnswer.Solved(var places, var plan))
            {
                await Console.Error.WriteLineAsync(((ClassicAnswer.Refused)answer).Sentence);
                return Exits.BadInput;
            }

            if (parsed.GetValue(to) is { } path && plan.Shares.Count > 0)
            {
                TableFiles.Csv(new("served", ["point", "site", "share"], [.. plan.Shares.Select(s => (IReadOnlyList<object?>)[places.Points[s.Point], places.Sites[s.Site], s.Part])]), path);
            }

            return Tell(places, plan, ct.IsCancellationRequested);
        });
        return command;
    }

    private static int Tell(LocationInput places, LocationPlan plan, bool stopped)
    {
        Console.WriteLine($"status     {Status(plan)}");
        if (plan.Reason.Length > 0)
        {
            Console.WriteLine($"reason     {plan.Reason}");
        }

        if (plan.Sites.Count > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"objective  {plan.Objective:0.######}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bound      {plan.Bound:0.######}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gap        {plan.Gap:P4}"));
            Console.WriteLine($"sites      {plan.Sites.Count}: {string.Join(" ", plan.Sites.Take(50).Select(s => places.Sites[s]))}{(plan.Sites.Count > 50 ? " …" : "")}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seconds    {plan.Seconds:0.00}, seed {plan.Seed}"));
        return stopped || plan.Status == PlanStatus.NoPlanFound ? Exits.Stopped : plan.Status == PlanStatus.Infeasible ? Exits.No : Exits.Done;
    }

    private static string Status(LocationPlan plan) => plan.Status switch
    {
        PlanStatus.Optimal => "optimal, proven",
        PlanStatus.Feasible => string.Create(CultureInfo.InvariantCulture, $"feasible, gap {plan.Gap:P4}"),
        PlanStatus.Infeasible => "infeasible, proven",
        _ => "no plan found",
    };

    /// <summary>What is known so far and nothing else.</summary>
    private static string Course(SolveProgress p)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{p.Seconds,7:0.0} s{Known("best", p.Best, "0.###")}{Known("bound", p.Bound, "0.###")}{Known("gap", p.Gap, "P4")}");

        static string Known(string name, double? value, string format) => value is { } known ? $"  {name} {known.ToString(format, CultureInfo.InvariantCulture)}" : "";
    }
}
