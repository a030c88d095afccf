namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>OR-Library p-median files: `vertices edges p`, then `from to cost` per edge; every vertex is point and site. Distances are shortest paths.</summary>
internal static class OrlibGraph
{
    public static LocationReading Read(NumberText text)
    {
        var vertices = text.Whole("the number of vertices", 1, 7_700);
        var edges = text.Whole("the number of edges", 0, 100_000_000);
        var count = text.Whole("p, the number of sites to open", 1, Math.Max(1, vertices));
        if (!text.Holds(3L * edges, "numbers of edges"))
        {
            return text.Fault!;
        }

        // A repeated edge replaces the former: the published optima rest on it.
        var length = new Dictionary<(int From, int To), double>();
        for (var e = 0; e < edges && text.Sound; e++)
        {
            var a = text.Whole("an edge's first vertex", 1, vertices) - 1;
            var b = text.Whole("an edge's second vertex", 1, vertices) - 1;
            length[(Math.Min(a, b), Math.Max(a, b))] = text.Number("an edge's length", 0, 1e12);
        }

        text.End();
        if (!text.Sound)
        {
            return text.Fault!;
        }

        var names = Numbering.From(1, vertices);
        return new LocationReading.Read(new LocationInput
        {
            Points = names,
            Sites = names,
            Demand = [.. Enumerable.Repeat(1.0, vertices)],
            Count = count,
            Reach = new Reach.Table(ShortestPaths(vertices, length), false),
        });
    }

    private static double[] ShortestPaths(int vertices, Dictionary<(int From, int To), double> length)
    {
        var next = new List<(int To, double Length)>[vertices];
        for (var v = 0; v < vertices; v++)
        {
            next[v] = [];
        }

        foreach (var ((from, to), metres) in length)
        {
            next[from].Add((to, metres));
            next[to].Add((from, metres));
        }

        var table = new double[(long)vertices * vertices];
        Array.Fill(table, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        for (var source = 0; source < vertices; source++)
        {
            var row = table.AsSpan(source * vertices, vertices);
            row[source] = 0;
            queue.Enqueue(source, 0);
            while (queue.TryDequeue(out var v, out var d))
            {
                if (d > row[v])
                {
                    continue;
                }

                foreach (var (to, metres) in next[v])
                {
                    if (d + metres < row[to])
                    {
                        row[to] = d + metres;
                        queue.Enqueue(to, row[to]);
                    }
                }
            }
        }

        return table;
    }
}
