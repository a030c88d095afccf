using System.CommandLine;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Host.Commands.Siting;

/// <summary>Where a converted problem goes: a new folder, filled beside it and renamed, so that nothing half-written is ever left.</summary>
internal sealed class NewFolder
{
    public Option<string> To { get; } = new("--to") { Description = "the problem folder to make; it must not exist or be empty", Required = true };

    /// <summary>True when the folder may be made; writes the reason otherwise.</summary>
    public bool IsFree(ParseResult parsed)
    {
        var path = parsed.GetValue(To)!;
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            Console.Error.WriteLine($"{path}: it is not empty; name a new folder, or move this one away.");
            return false;
        }

        return true;
    }

    public int Write(ParseResult parsed, SitingProblem problem)
    {
        // A slash at the end (as shells complete it) would put the folder beside into the folder itself.
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(To)!));
        var beside = path + ".partial";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        WriteProblem.Run(problem, beside);
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }

        Directory.Move(beside, path);
        Console.WriteLine($"{path}: {problem.Communities.Count} communities, {problem.Stations.Count} stations, {problem.Candidates.Count} candidates, distances {(problem.DistancesAreEstimates ? "estimated" : $"walked ({problem.Walks!.Count} pairs)")}");
        return Exits.Done;
    }
}
