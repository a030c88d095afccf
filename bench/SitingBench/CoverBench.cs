using System.Globalization;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.SitingBench;

/// <summary>Random places in a square with about so many sites in reach of every point; a point without any gets its nearest, so that LSCP has an answer.</summary>
internal static class CoverBench
{
    public static void Run(ClassicRows bench, int sites, int points, Dictionary<string, string> options)
    {
        double Option(string name, double otherwise) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var arcs = Option("arcs", 6);
        var input = Places(sites, points, arcs, (int)Option("seed", 1));
        var only = options.GetValueOrDefault("only");
        var count = (int)Option("p", Math.Max(1, sites / 12));
        if (only is null or "lscp")
        {
            bench.Row($"{sites}×{points}, {arcs} arcs/point", new LocationQuestion(LocationModel.Lscp, Radius: 1), input, null, 0);
        }

        if (only is null or "mclp")
        {
            bench.Row($"{sites}×{points}, {arcs} arcs/point, p={count}", new LocationQuestion(LocationModel.Mclp, Count: count, Radius: 1), input, null, 0);
        }
    }

    private static LocationInput Places(int sites, int points, double arcs, int seed)
    {
        // The radius is one; the square has room for `arcs` sites in a circle of it.
        var (chance, side) = (new Random(seed), Math.Sqrt(Math.PI * sites / arcs));
        var (sx, sy) = (Uniform(chance, sites, side), Uniform(chance, sites, side));
        var (px, py) = (Uniform(chance, points, side), Uniform(chance, points, side));
        var demand = Enumerable.Range(0, points).Select(_ => (double)chance.Next(1, 101)).ToArray();
        var cells = Enumerable.Range(0, sites).GroupBy(j => ((int)sx[j], (int)sy[j])).ToDictionary(g => g.Key, g => g.ToList());
        var (start, site, distance) = (new int[points + 1], new List<int>(), new List<double>());
        for (var i = 0; i < points; i++)
        {
            var (near, best) = (-1, double.PositiveInfinity);
            for (var ring = 1; near < 0; ring *= 2)
            {
                for (var x = (int)px[i] - ring; x <= (int)px[i] + ring; x++)
                {
                    for (var y = (int)py[i] - ring; y <= (int)py[i] + ring; y++)
                    {
                        foreach (var j in cells.GetValueOrDefault((x, y)) ?? [])
                        {
                            var d = Math.Sqrt(((px[i] - sx[j]) * (px[i] - sx[j])) + ((py[i] - sy[j]) * (py[i] - sy[j])));
                            if (d < best)
                            {
                                (near, best) = (j, d);
                            }

                            if (d <= 1 && ring == 1)
                            {
                                site.Add(j);
                                distance.Add(d);
                            }
                        }
                    }
                }
            }

            if (site.Count == start[i])
            {
                site.Add(near);
                distance.Add(1);
            }

            start[i + 1] = site.Count;
        }

        return new LocationInput
        {
            Points = Names(points),
            Sites = Names(sites),
            Demand = demand,
            Reach = new Reach.Arcs(start, [.. site], [.. distance]),
        };
    }

    private static double[] Uniform(Random chance, int count, double side) => [.. Enumerable.Range(0, count).Select(_ => chance.NextDouble() * side)];

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];
}
