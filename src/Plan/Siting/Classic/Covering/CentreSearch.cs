using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic.Covering;

/// <summary>p-centre: bisection over the distances that occur, asking of each whether p sites cover everything within it.</summary>
internal sealed class CentreSearch(LocationInput input, int count, SearchCourse course)
{
    private readonly double[] _cost = [.. Enumerable.Repeat(1.0, input.Sites.Count)];

    /// <summary>Chosen sites (empty when p sites cannot reach every point) and a proven lower bound on the worst distance.</summary>
    public (List<int> Chosen, double Bound) Run()
    {
        var radii = Radii();
        var floor = Enumerable.Range(0, input.Points.Count).Max(Nearest);
        var low = Array.BinarySearch(radii, floor);
        if (low < 0)
        {
            return ([], double.PositiveInfinity);
        }

        var chosen = Farthest();
        var worst = Worst(chosen);
        course.Found(worst);
        course.Proved(radii[low]);
        if (double.IsPositiveInfinity(worst))
        {
            // Even the farthest distance may be out of reach for p sites: ask that first.
            var answer = Cover(radii[^1]);
            if (answer.Chosen.Count > count)
            {
                return ([], answer.Bound > count + 1e-6 ? double.PositiveInfinity : radii[low]);
            }

            (chosen, worst) = (answer.Chosen, Worst(answer.Chosen));
            course.Found(worst);
        }

        // Invariant: radii below `low` are proven too small, `high` is the worst distance of the plan in hand.
        var high = Array.BinarySearch(radii, worst);
        while (low < high && !course.Stopped)
        {
            var middle = (low + high) / 2;
            var (cover, bound) = Cover(radii[middle]);
            if (cover.Count <= count)
            {
                (chosen, worst) = (cover, Worst(cover));
                high = Array.BinarySearch(radii, worst);
                course.Found(worst);
            }
            else if (bound > count + 1e-6)
            {
                low = middle + 1;
                course.Proved(radii[low]);
            }
            else
            {
                break;
            }
        }

        return (chosen, radii[low]);
    }

    private (List<int> Chosen, double Bound) Cover(double radius) =>
        new CoverAll(CoverProblem.Within(input, radius, _cost), course) { Target = count }.Run();

    private double[] Radii()
    {
        var all = new List<double>(input.Points.Count * input.Sites.Count);
        for (var i = 0; i < input.Points.Count; i++)
        {
            for (var j = 0; j < input.Sites.Count; j++)
            {
                var d = Distances.Between(input, i, j);
                if (double.IsFinite(d))
                {
                    all.Add(d);
                }
            }
        }

        all.Sort();
        var kept = 0;
        for (var k = 0; k < all.Count; k++)
        {
            if (k == 0 || all[k] != all[kept - 1])
            {
                all[kept++] = all[k];
            }
        }

        return [.. all.Take(kept)];
    }

    private double Nearest(int point) => Enumerable.Range(0, input.Sites.Count).Min(j => Distances.Between(input, point, j));

    /// <summary>Gonzalez' farthest-point choice: at most twice the best on a metric.</summary>
    private List<int> Farthest()
    {
        var nearest = new double[input.Points.Count];
        Array.Fill(nearest, double.PositiveInfinity);
        var chosen = new List<int>();
        var point = 0;
        while (chosen.Count < Math.Min(count, input.Sites.Count))
        {
            var next = Enumerable.Range(0, input.Sites.Count).Where(j => !chosen.Contains(j)).MinBy(j => (Distances.Between(input, point, j), j));
            chosen.Add(next);
            for (var i = 0; i < nearest.Length; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distances.Between(input, i, next));
            }

            point = Array.IndexOf(nearest, nearest.Max());
        }

        return chosen;
    }

    private double Worst(List<int> chosen) =>
        Enumerable.Range(0, input.Points.Count).Max(i => chosen.Min(j => Distances.Between(input, i, j)));
}
