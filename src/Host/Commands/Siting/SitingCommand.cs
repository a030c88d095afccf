using System.CommandLine;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting`: the planning engine on folders of plain files, without server, store or settings.</summary>
internal static class SitingCommand
{
    public static Command Make() => new(
        "siting",
        """
        智慧选址: plans where public charging is to be built, from plain files, with a proof of how good the plan is. Needs no server.

        A siting problem is a folder: problem.json names the tables (communities, stations, candidates as CSV, XLSX, GeoJSON or
        Shapefile), a pedestrian network (.osm.pbf or .osm) or a table of walks, and the rules. docs/siting.md describes it.

        Examples:
          doorstep siting convert made --communities 25 --sites 70 --to town    an invented town to try everything on
          doorstep siting gap town                                              what is missing where
          doorstep siting plan town --work quick                                plan.json, plan.geojson, report.html
          doorstep siting verify town                                           recomputes every claim of the plan
          doorstep siting simulate town                                         waits and loads, with confidence intervals
          doorstep siting report town --lang en                                 one printable page
          doorstep siting convert plan town --to plan.xlsx                      the plan as a workbook
          doorstep siting solve --model pmedian --input pmed1.txt --format orlib-pmed

        Exit codes: 0 done · 1 the answer is no (no plan keeps the rules, a claim does not recompute, a promise is broken) ·
        2 bad input, listed on stderr · 3 stopped by hand or out of time before anything was found, or with the best plan so far.
        """)
    {
        ConvertCommand.Make(),
        GapCommand.Make(),
        PlanCommand.Make(),
        VerifyCommand.Make(),
        SimulateCommand.Make(),
        ReportCommand.Make(),
        SolveCommand.Make(),
    };
}
