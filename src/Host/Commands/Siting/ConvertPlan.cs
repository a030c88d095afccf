using System.CommandLine;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting convert plan`: a plan for spreadsheets and maps.</summary>
internal static class ConvertPlan
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var to = new Option<string>("--to") { Description = ".xlsx (a workbook), .geojson (a map), or .csv (a file for each table: NAME-sites.csv, NAME-communities.csv, …)", Required = true };
        var command = new Command(
            "plan",
            """
            Writes a verified plan as a workbook, a map layer or CSV tables.
            Examples:
              doorstep siting convert plan town --to plan.xlsx
              doorstep siting convert plan town --to tables/plan.csv
            """) { to };
        folder.AddTo(command, withPlan: true);
        command.Answer((parsed, ct) => Run(folder, parsed, parsed.GetValue(to)!, ct));
        return command;
    }

    private static int Run(ProblemFolder folder, ParseResult parsed, string path, CancellationToken ct)
    {
        if (folder.ReadWithPlan(parsed, ct) is not ({ } problem, { } plan))
        {
            return Exits.BadInput;
        }

        if (VerifyPlan.Run(problem, plan, ct) is { Holds: false } verdict)
        {
            Console.Error.WriteLine(Sentences.Of(verdict));
            return Exits.No;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                TableFiles.Xlsx(PlanTables.Of(problem, plan), path);
                Console.WriteLine(path);
                break;
            case ".geojson" or ".json":
                PlanFiles.WriteGeoJson(problem, plan, path);
                Console.WriteLine(path);
                break;
            case ".csv":
                foreach (var table in PlanTables.Of(problem, plan))
                {
                    var one = $"{path[..^4]}-{table.Name}.csv";
                    TableFiles.Csv(table, one);
                    Console.WriteLine(one);
                }

                break;
            default:
                Console.Error.WriteLine($"{path}: write to a .xlsx, .geojson or .csv file.");
                return Exits.BadInput;
        }

        return Exits.Done;
    }
}
