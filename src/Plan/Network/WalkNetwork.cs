using Doorstep.Rules;

namespace Doorstep.Plan.Network;

/// <summary>
/// The paths a pedestrian may use, as a graph in compressed rows: the arcs of node n are First[n]…First[n+1]−1.
/// Every path is walked both ways. Positions are metres east and north of <see cref="Origin"/> (equirectangular; error below 0.1 % within 50 km).
/// </summary>
public sealed class WalkNetwork
{
    internal WalkNetwork(GeoPoint origin, double[] east, double[] north, IReadOnlyList<(int From, int To, double Metres)> paths)
    {
        Origin = origin;
        East = east;
        North = north;
        First = new int[east.Length + 1];
        foreach (var (from, to, _) in paths)
        {
            First[from + 1]++;
            First[to + 1]++;
        }

        for (var n = 0; n < east.Length; n++)
        {
            First[n + 1] += First[n];
        }

        var next = First.AsSpan(0, east.Length).ToArray();
        To = new int[paths.Count * 2];
        Length = new float[paths.Count * 2];
        Path = new int[paths.Count * 2];
        for (var p = 0; p < paths.Count; p++)
        {
            var (from, to, metres) = paths[p];
            Put(next[from]++, to, metres, p);
            Put(next[to]++, from, metres, p);
        }

        PathEnds = [.. paths.Select(p => (p.From, p.To))];
        PathLength = [.. paths.Select(p => (float)p.Metres)];
        Part = Parts(out var sizes);
        PartSizes = sizes;
    }

    /// <summary>The centre of the projection, WGS-84.</summary>
    public GeoPoint Origin { get; }

    public int Nodes => East.Length;

    public int Paths => PathEnds.Length;

    /// <summary>How many nodes each connected part has, largest first in no order; a city's network should be nearly one part.</summary>
    public IReadOnlyList<int> PartSizes { get; }

    internal double[] East { get; }

    internal double[] North { get; }

    internal int[] First { get; }

    internal int[] To { get; }

    internal float[] Length { get; }

    /// <summary>The path an arc belongs to.</summary>
    internal int[] Path { get; }

    internal (int From, int To)[] PathEnds { get; }

    internal float[] PathLength { get; }

    /// <summary>The connected part with most nodes; −1 without nodes.</summary>
    internal int LargestPart => PartSizes.Count == 0 ? -1 : Enumerable.Range(0, PartSizes.Count).MaxBy(p => PartSizes[p]);

    /// <summary>The connected part a node belongs to.</summary>
    internal int[] Part { get; }

    internal (double East, double North) Project(GeoPoint place)
    {
        var wgs = place.Datum == Datum.Wgs84 ? place : Rules.Stations.DatumShift.To(place, Datum.Wgs84);
        return Project(Origin, wgs.Longitude, wgs.Latitude);
    }

    internal static (double East, double North) Project(GeoPoint origin, double longitude, double latitude)
    {
        const double MetresPerDegree = 111_194.926_644_558_74;
        return ((longitude - origin.Longitude) * MetresPerDegree * Math.Cos(origin.Latitude * Math.PI / 180), (latitude - origin.Latitude) * MetresPerDegree);
    }

    private void Put(int arc, int to, double metres, int path)
    {
        To[arc] = to;
        Length[arc] = (float)metres;
        Path[arc] = path;
    }

    private int[] Parts(out List<int> sizes)
    {
        var part = new int[Nodes];
        Array.Fill(part, -1);
        sizes = [];
        var stack = new Stack<int>();
        for (var start = 0; start < Nodes; start++)
        {
            if (part[start] >= 0)
            {
                continue;
            }

            var size = 0;
            part[start] = sizes.Count;
            stack.Push(start);
            while (stack.TryPop(out var node))
            {
                size++;
                for (var arc = First[node]; arc < First[node + 1]; arc++)
                {
                    if (part[To[arc]] < 0)
                    {
                        part[To[arc]] = sizes.Count;
                        stack.Push(To[arc]);
                    }
                }
            }

            sizes.Add(size);
        }

        return part;
    }
}
