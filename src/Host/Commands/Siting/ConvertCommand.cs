using System.CommandLine;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting convert`: into a problem folder, and a plan out of one.</summary>
internal static class ConvertCommand
{
    public static Command Make() => new(
        "convert",
        """
        Makes a problem folder from survey tables, from the worked example's files, or from a seed; and writes a plan as a workbook, CSV or GeoJSON.
        Examples:
          doorstep siting convert tables --communities 小区.xlsx --candidates 场所.geojson --datum GCJ02 --network city.osm.pbf --to town
          doorstep siting convert wuhan --communities wuhan_communities_974.csv --stations stations.csv --to wuhan
          doorstep siting convert made --communities 25 --sites 70 --seed 1 --to town
          doorstep siting convert plan town --to plan.xlsx
        """)
    {
        ConvertTables.Make(),
        ConvertMade.Wuhan(),
        ConvertMade.Made(),
        ConvertPlan.Make(),
    };
}
