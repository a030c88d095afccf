using Doorstep.Rules;
using OsmSharp;
using OsmSharp.Streams;

namespace Doorstep.Plan.Network;

/// <summary>Reads a pedestrian network from an OpenStreetMap extract (`.osm.pbf`, `.osm`, `.xml`); WGS-84 by that format's definition.</summary>
public static class ReadWalkNetwork
{
    /// <summary>Refuses `walk.network-missing`, `walk.network-no-paths` and `walk.network-unreadable`, each with the file's name.</summary>
    public static Decision<WalkNetwork> Run(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return new Refusal("walk.network-missing", ("file", Path.GetFileName(file)));
        }

        try
        {
            var ways = new List<long[]>();
            var wanted = new HashSet<long>();
            Each(file, element =>
            {
                if (element is Way { Nodes: { Length: > 1 } nodes } way && PedestrianWay.Allows(way.Tags))
                {
                    ways.Add(nodes);
                    wanted.UnionWith(nodes);
                }
            }, ct);
            if (ways.Count == 0)
            {
                return new Refusal("walk.network-no-paths", ("file", Path.GetFileName(file)));
            }

            var places = new Dictionary<long, (double Longitude, double Latitude)>(wanted.Count);
            var blocked = new HashSet<long>();
            Each(file, element =>
            {
                if (element is Node { Id: { } id, Longitude: { } longitude, Latitude: { } latitude } node && wanted.Contains(id))
                {
                    places[id] = (longitude, latitude);
                    if (PedestrianWay.Blocks(node.Tags))
                    {
                        blocked.Add(id);
                    }
                }
            }, ct);
            return Build(ways, places, blocked);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ProtoBuf.ProtoException or System.Xml.XmlException or EndOfStreamException or OverflowException)
        {
            return new Refusal("walk.network-unreadable", ("file", Path.GetFileName(file)));
        }
    }

    private static void Each(string file, Action<OsmGeo> visit, CancellationToken ct)
    {
        using var stream = File.OpenRead(file);
        OsmStreamSource source = file.EndsWith(".pbf", StringComparison.OrdinalIgnoreCase) ? new PBFOsmStreamSource(stream) : new XmlOsmStreamSource(stream);
        foreach (var element in source)
        {
            ct.ThrowIfCancellationRequested();
            visit(element);
        }
    }

    private static WalkNetwork Build(List<long[]> ways, Dictionary<long, (double Longitude, double Latitude)> places, HashSet<long> blocked)
    {
        var origin = new GeoPoint(places.Values.Average(p => p.Longitude), places.Values.Average(p => p.Latitude), Datum.Wgs84);
        var number = new Dictionary<long, int>(places.Count);
        var east = new List<double>(places.Count);
        var north = new List<double>(places.Count);
        var paths = new List<(int From, int To, double Metres)>();
        foreach (var way in ways)
        {
            var before = -1;
            foreach (var id in way)
            {
                // An extract is cut at its border: ways go on where nodes are missing.
                var here = blocked.Contains(id) ? -1 : Number(id);
                if (before >= 0 && here >= 0 && before != here)
                {
                    paths.Add((before, here, Math.Sqrt(Math.Pow(east[before] - east[here], 2) + Math.Pow(north[before] - north[here], 2))));
                }

                before = here;
            }
        }

        return new WalkNetwork(origin, [.. east], [.. north], paths);

        int Number(long id)
        {
            if (!places.TryGetValue(id, out var place))
            {
                return -1;
            }

            if (!number.TryGetValue(id, out var known))
            {
                number[id] = known = east.Count;
                var (x, y) = WalkNetwork.Project(origin, place.Longitude, place.Latitude);
                east.Add(x);
                north.Add(y);
            }

            return known;
        }
    }
}
