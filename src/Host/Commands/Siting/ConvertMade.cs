using System.CommandLine;
using Doorstep.Plan.Siting.Make;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting convert wuhan` and `made`: the worked example, and invented towns of any size.</summary>
internal static class ConvertMade
{
    public static Command Wuhan()
    {
        var folder = new NewFolder();
        var communities = new Option<string>("--communities") { Description = "table of communities: id, lon, lat (WGS-84), pop, area_m2", Required = true };
        var stations = new Option<string>("--stations") { Description = "table of public stations whose sizes are drawn: fast, slow", Required = true };
        var seed = new Option<long>("--seed") { Description = "seed of what is drawn", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "wuhan",
            """
            The worked example: real communities with their population, and candidates and standing stations of real sizes drawn by a seed. What is assumed is named in the
            problem's source notes; nothing of it is a survey.
            Example:
              doorstep siting convert wuhan --communities wuhan_communities_974.csv --stations stations.csv --to wuhan
            """) { communities, stations, seed, folder.To };
        command.Answer((parsed, _) =>
        {
            if (!folder.IsFree(parsed) || ProblemFolder.Tell(MakeWuhan.Run(parsed.GetValue(communities)!, parsed.GetValue(stations)!, parsed.GetValue(seed)), "") is not { } problem)
            {
                return Exits.BadInput;
            }

            return folder.Write(parsed, problem);
        });
        return command;
    }

    public static Command Made()
    {
        var folder = new NewFolder();
        var communities = new Option<int>("--communities") { Description = "how many communities", DefaultValueFactory = _ => 25 };
        var sites = new Option<int>("--sites") { Description = "how many candidate sites", DefaultValueFactory = _ => 70 };
        var dense = new Option<bool>("--dense") { Description = "about 20 sites in reach of a community instead of 6" };
        var seed = new Option<int>("--seed") { Description = "the same seed gives the same town", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "made",
            """
            An invented town of any size, to try and to measure.
            Example:
              doorstep siting convert made --communities 1000 --sites 3000 --dense --to city
            """) { communities, sites, dense, seed, folder.To };
        command.Answer((parsed, _) =>
        {
            var (homes, places, number) = (parsed.GetValue(communities), parsed.GetValue(sites), parsed.GetValue(seed));
            if (homes is < 1 or > 200_000 || places is < 1 or > 500_000)
            {
                Console.Error.WriteLine("Give --communities from 1 to 200000 and --sites from 1 to 500000.");
                return Exits.BadInput;
            }

            return folder.IsFree(parsed)
                ? folder.Write(parsed, MakeInstance.Run(parsed.GetValue(dense) ? InstanceShape.Dense(homes, places, number) : InstanceShape.Sparse(homes, places, number)))
                : Exits.BadInput;
        });
        return command;
    }
}
