using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Host.Commands.Siting;

/// <summary>The folder every siting command works on, and its plan: read whole, or refused with every fault on stderr.</summary>
internal sealed class ProblemFolder
{
    private const int WarningsShown = 20;

    public Argument<string> Folder { get; } = new("folder") { Description = "the folder of a siting problem (docs/siting.md)" };

    public Option<string> Plan { get; } = new("--plan") { Description = "the plan's file; by default plan.json in the folder" };

    public void AddTo(Command command, bool withPlan = false)
    {
        command.Arguments.Add(Folder);
        if (withPlan)
        {
            command.Options.Add(Plan);
        }
    }

    public string Path(ParseResult parsed) => parsed.GetValue(Folder)!;

    /// <summary>The problem, or null after every fault was written.</summary>
    public SitingProblem? Read(ParseResult parsed, CancellationToken ct)
    {
        var folder = Path(parsed);
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"{folder}: there is no such folder. `doorstep siting convert made --to {folder}` makes one to try.");
            return null;
        }

        return Tell(ReadProblem.Run(folder, ct), folder);
    }

    /// <summary>The problem and its plan, or null after the reason was written.</summary>
    public (SitingProblem Problem, PlanDocument Plan)? ReadWithPlan(ParseResult parsed, CancellationToken ct)
    {
        if (Read(parsed, ct) is not { } problem)
        {
            return null;
        }

        var path = parsed.GetValue(Plan) ?? System.IO.Path.Combine(Path(parsed), "plan.json");
        var read = PlanFiles.Read(path);
        if (read.Refusal is { } refusal)
        {
            Console.Error.WriteLine($"{Sentences.Of(refusal)} `doorstep siting plan {Path(parsed)}` makes one.");
            return null;
        }

        return (problem, read.Value);
    }

    /// <summary>Writes faults and warnings to stderr; the problem when there is one.</summary>
    public static SitingProblem? Tell(ProblemReading reading, string folder)
    {
        string Named(ProblemFault fault) => System.IO.Path.IsPathRooted(fault.File) ? Sentences.Of(fault) : System.IO.Path.Combine(folder, Sentences.Of(fault));
        if (reading.Network is { } fit)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{fit.File}: {fit.Nodes:N0} nodes, {fit.Paths:N0} paths in {fit.Pieces:N0} pieces, {fit.LargestPiece:P1} of the nodes in the largest; {fit.Walks:N0} walks; too far from every path: {fit.GatesTooFar} gates, {fit.SitesTooFar} places; "
                + $"communities cut off: {fit.CommunitiesCutOff}, without any place in reach: {fit.CommunitiesAlone}"));
        }

        foreach (var warning in reading.Warnings.Take(WarningsShown))
        {
            Console.Error.WriteLine($"{(Told.IsChinese ? "注意" : "warning")}: {Named(warning)}");
        }

        if (reading.Warnings.Count > WarningsShown)
        {
            Console.Error.WriteLine($"… and {reading.Warnings.Count - WarningsShown} more warnings");
        }

        foreach (var fault in reading.Faults)
        {
            Console.Error.WriteLine(Named(fault));
        }

        if (reading.Problem is null)
        {
            Console.Error.WriteLine(Told.IsChinese ? $"共 {reading.Faults.Count} 处错误；什么也没有写。" : $"{reading.Faults.Count} fault{(reading.Faults.Count == 1 ? "" : "s")}; nothing was written.");
        }
        else if (reading.Problem.DistancesAreEstimates)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"walking distances are estimates: straight line × {reading.Problem.Rules.Reach.Detour} (no network or walks in the folder)"));
        }

        return reading.Problem;
    }
}
