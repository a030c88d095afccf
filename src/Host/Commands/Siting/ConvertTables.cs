using System.CommandLine;
using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting convert tables`: survey tables into a problem folder.</summary>
internal static class ConvertTables
{
    public static Command Make()
    {
        var folder = new NewFolder();
        var communities = new Option<string>("--communities") { Description = "table of communities: .csv, .xlsx, .geojson or .shp", Required = true };
        var candidates = new Option<string>("--candidates") { Description = "table of candidate sites", Required = true };
        var stations = new Option<string>("--stations") { Description = "table of standing public stations" };
        var datum = new Option<string>("--datum") { Description = "datum of the tables: WGS84, GCJ02 or BD09 (a wrong one moves every point by half a kilometre)" };
        var communitiesDatum = new Option<string>("--communities-datum") { Description = "datum of the communities where it differs" };
        var candidatesDatum = new Option<string>("--candidates-datum") { Description = "datum of the candidates where it differs" };
        var stationsDatum = new Option<string>("--stations-datum") { Description = "datum of the stations where it differs" };
        var network = new Option<string>("--network") { Description = "pedestrian network (.osm.pbf or .osm); without it distances are estimates" };
        var walks = new Option<string>("--walks") { Description = "table of walks (community, site, metres) instead of a network" };
        var rules = new Option<string>("--rules") { Description = "a problem.json for its rules; its files are not read" };
        var name = new Option<string>("--name") { Description = "name of the problem" };
        var headings = new Option<string[]>("--heading") { Description = "HEADING=column, where a heading is neither the column's name nor a known Chinese one; may be repeated", AllowMultipleArgumentsPerToken = true };
        var command = new Command(
            "tables",
            """
            Reads survey tables as a dry run first: every bad row is listed with file, row and what to change, and nothing is written unless all is well.
            Examples:
              doorstep siting convert tables --communities 小区.xlsx --candidates 场所.csv --datum GCJ02 --to town
              doorstep siting convert tables --communities gates.shp --communities-datum WGS84 --candidates sites.geojson --candidates-datum BD09 --network city.osm.pbf --heading 电车=vehicles --to town
            """)
        { communities, candidates, stations, datum, communitiesDatum, candidatesDatum, stationsDatum, network, walks, rules, name, headings, folder.To };
        command.Answer(async (parsed, ct) =>
        {
            if (!folder.IsFree(parsed) || Headings(parsed.GetValue(headings) ?? []) is not { } renamed)
            {
                return Exits.BadInput;
            }

            if (Table(communities, communitiesDatum) is not { } homes || Table(candidates, candidatesDatum) is not { } places || (parsed.GetValue(stations) is not null && Table(stations, stationsDatum) is null))
            {
                await Console.Error.WriteLineAsync("Every table needs its datum: give --datum, or the datum of each table, as WGS84, GCJ02 or BD09.");
                return Exits.BadInput;
            }

            var sources = new TableSources(homes, places)
            {
                Stations = parsed.GetValue(stations) is null ? null : Table(stations, stationsDatum),
                Network = parsed.GetValue(network),
                Walks = parsed.GetValue(walks),
                Rules = parsed.GetValue(rules),
                Name = parsed.GetValue(name),
                Headings = renamed,
            };
            if (ProblemFolder.Tell(await SearchScreen.Run("reading", _ => ReadTables.Run(sources, ct)), "") is not { } problem)
            {
                return Exits.BadInput;
            }

            return folder.Write(parsed, sources.Network is { } osm ? Noted(problem, osm) : problem);

            TableFile? Table(Option<string> file, Option<string> itsDatum) =>
                ReadTables.DatumOf(parsed.GetValue(itsDatum) ?? parsed.GetValue(datum)) is { } known ? new(parsed.GetValue(file)!, known) : null;
        });
        return command;
    }

    private static SitingProblem Noted(SitingProblem problem, string network) => problem with
    {
        Rules = problem.Rules with
        {
            Sources = new Dictionary<string, SourceNote>(problem.Rules.Sources) { ["walks"] = new($"pedestrian network {Path.GetFileName(network)}", "") },
        },
    };

    private static Dictionary<string, string>? Headings(string[] given)
    {
        Dictionary<string, string> headings = [];
        foreach (var pair in given)
        {
            if (pair.Split('=') is not [{ Length: > 0 } heading, { Length: > 0 } column])
            {
                Console.Error.WriteLine($"--heading {pair}: write HEADING=column, for example 电车=vehicles.");
                return null;
            }

            headings[heading.Trim()] = column.Trim();
        }

        return headings;
    }
}
