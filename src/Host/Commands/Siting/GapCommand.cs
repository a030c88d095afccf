using System.CommandLine;
using System.Globalization;
using Doorstep.Plan.Siting.Gap;
using Doorstep.Plan.Siting.Publish;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting gap`: what every community has, needs and lacks.</summary>
internal static class GapCommand
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var to = new Option<string>("--to") { Description = "the file to write: .csv, .xlsx or .geojson; by default gap.csv in the folder" };
        var command = new Command(
            "gap",
            """
            Writes the gap (缺口) of every community: private-pile ratio, public piles in reach and what they can take at the service level, arrivals/h left over in each
            peak window, and whether it is a first-batch scenario, with the reason. Prints the sums by district.
            Examples:
              doorstep siting gap town
              doorstep siting gap town --to gap.xlsx
            """) { to };
        folder.AddTo(command);
        command.Answer((parsed, ct) => Run(folder, parsed, to, ct));
        return command;
    }

    private static int Run(ProblemFolder folder, ParseResult parsed, Option<string> to, CancellationToken ct)
    {
        if (folder.Read(parsed, ct) is not { } problem)
        {
            return Exits.BadInput;
        }

        var path = parsed.GetValue(to) ?? Path.Combine(folder.Path(parsed), "gap.csv");
        var gaps = FindGaps.Run(problem);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                TableFiles.Csv(GapTables.Communities(gaps), path);
                break;
            case ".xlsx":
                TableFiles.Xlsx([GapTables.Communities(gaps), GapTables.Districts(gaps)], path);
                break;
            case ".geojson" or ".json":
                File.WriteAllText(path, GapTables.GeoJson(gaps));
                break;
            default:
                Console.Error.WriteLine($"{path}: write to a .csv, .xlsx or .geojson file.");
                return Exits.BadInput;
        }

        var districts = GapTables.Districts(gaps);
        Columns.Print([.. districts.Heads], districts.Rows.Select(row => (string[])[.. row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{gaps.Count(g => g.FirstBatch)} of {gaps.Count} communities are first-batch scenarios; {gaps.Sum(g => g.VehiclesShort):N0} of {gaps.Sum(g => g.Community.VehiclesWithoutPile):N0} vehicles without a private pile lack a public one in reach"
            + $"{(problem.DistancesAreEstimates ? " (distances are estimates)" : "")}: {path}"));
        return Exits.Done;
    }
}
