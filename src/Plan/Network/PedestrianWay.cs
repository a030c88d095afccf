using OsmSharp.Tags;

namespace Doorstep.Plan.Network;

/// <summary>Which OpenStreetMap ways and nodes a pedestrian may use (tagging conventions of wiki pages «Key:highway», «Key:foot», «Key:access»).</summary>
internal static class PedestrianWay
{
    private static readonly HashSet<string> Walkable = new(StringComparer.Ordinal)
    {
        "footway", "path", "pedestrian", "steps", "living_street", "residential", "service", "unclassified", "tertiary", "tertiary_link",
        "secondary", "secondary_link", "primary", "primary_link", "track", "cycleway", "bridleway", "corridor", "road", "trunk", "trunk_link", "elevator",
    };

    private static readonly HashSet<string> Closed = new(StringComparer.Ordinal) { "no", "private", "customers", "delivery", "agricultural", "forestry", "military" };

    private static readonly HashSet<string> Open = new(StringComparer.Ordinal) { "yes", "designated", "permissive", "destination", "official" };

    public static bool Allows(TagsCollectionBase? tags)
    {
        if (tags is null || !tags.TryGetValue("highway", out var highway))
        {
            return false;
        }

        if (tags.TryGetValue("foot", out var foot))
        {
            // What is said of walkers outweighs what is said of everybody.
            return (Open.Contains(foot) || !Closed.Contains(foot)) && highway is not ("construction" or "proposed");
        }

        if (tags.TryGetValue("access", out var access) && Closed.Contains(access))
        {
            return false;
        }

        var sidewalk = tags.TryGetValue("sidewalk", out var side) && side is not ("no" or "none");
        return highway switch
        {
            "trunk" or "trunk_link" => sidewalk,
            "cycleway" => !tags.TryGetValue("segregated", out var apart) || apart != "no" || sidewalk,
            _ => Walkable.Contains(highway),
        };
    }

    /// <summary>A wall or a locked gate across a path: nobody walks through this node.</summary>
    public static bool Blocks(TagsCollectionBase? tags)
    {
        if (tags is null || !tags.TryGetValue("barrier", out var barrier))
        {
            return false;
        }

        if (tags.TryGetValue("foot", out var foot))
        {
            return Closed.Contains(foot);
        }

        return barrier is "wall" or "fence" || (tags.TryGetValue("access", out var access) && access is "no");
    }
}
