namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>Parts of a covering problem that share no site.</summary>
internal static class Components
{
    public static List<(List<int> Points, List<int> Sites)> Of(CoverProblem problem)
    {
        var leader = Enumerable.Range(0, problem.Sites).ToArray();
        int Find(int j)
        {
            while (leader[j] != j)
            {
                j = leader[j] = leader[leader[j]];
            }

            return j;
        }

        for (var i = 0; i < problem.Points; i++)
        {
            var row = problem.ByPoint[i];
            for (var k = 1; k < row.Length; k++)
            {
                leader[Find(row[k])] = Find(row[0]);
            }
        }

        var parts = new List<(List<int> Points, List<int> Sites)>();
        var at = new Dictionary<int, int>();
        for (var j = 0; j < problem.Sites; j++)
        {
            var root = Find(j);
            if (!at.TryGetValue(root, out var part))
            {
                at[root] = part = parts.Count;
                parts.Add(([], []));
            }

            parts[part].Sites.Add(j);
        }

        for (var i = 0; i < problem.Points; i++)
        {
            parts[at[Find(problem.ByPoint[i][0])]].Points.Add(i);
        }

        return parts;
    }
}
