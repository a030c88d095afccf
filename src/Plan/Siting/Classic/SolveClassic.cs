using Doorstep.Plan.Siting.Classic.Allocation;
using Doorstep.Plan.Siting.Classic.Covering;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Siting.Classic;

/// <summary>What came of a classic question.</summary>
public abstract record ClassicAnswer
{
    private ClassicAnswer()
    {
    }

    /// <summary>The search ran; its status says what is proven.</summary>
    public sealed record Solved(LocationInput Input, LocationPlan Plan) : ClassicAnswer;

    /// <summary>The question or its file cannot be answered, and why.</summary>
    public sealed record Refused(string Sentence) : ClassicAnswer;
}

/// <summary>Solves a classic location model from a file or an input, with a proof.</summary>
public static class SolveClassic
{
    /// <summary>Reads the file and solves it; a bad file or question is `Refused` with a sentence.</summary>
    public static ClassicAnswer Run(LocationQuestion question, string path, LocationFormat format, SolveLimits limits, Action<SolveProgress>? progress, CancellationToken cancel) =>
        LocationFormats.Read(path, format, question.Capacity) switch
        {
            LocationReading.Read read => Run(question, read.Input, limits, progress, cancel),
            LocationReading.Unreadable bad => new ClassicAnswer.Refused(bad.Sentence),
            _ => throw new InvalidOperationException(),
        };

    /// <summary>Solves an input already in hand.</summary>
    public static ClassicAnswer Run(LocationQuestion question, LocationInput input, SolveLimits limits, Action<SolveProgress>? progress, CancellationToken cancel)
    {
        if (Objection(question, input) is { } sentence)
        {
            return new ClassicAnswer.Refused(sentence);
        }

        var course = new SearchCourse(limits, progress, question.Model == LocationModel.Mclp, cancel);
        var count = question.Count ?? input.Count;
        return new ClassicAnswer.Solved(input, question.Model switch
        {
            LocationModel.Lscp => Lscp(question, input, course),
            LocationModel.Mclp => Mclp(question, input, count, course),
            LocationModel.PCentre => PCentre(question, input, count!.Value, course),
            _ => Allocated(question, input, count, course),
        });
    }

    private static string? Objection(LocationQuestion question, LocationInput input)
    {
        var count = question.Count ?? input.Count;
        return question.Model switch
        {
            LocationModel.Lscp or LocationModel.Mclp when question.Radius is not >= 0 =>
                "A covering model needs a radius of at least 0; give --radius in the file's unit of distance.",
            LocationModel.Mclp when question.Budget is { } && question.Count is { } =>
                "Maximal covering takes a count or a budget, not both; drop --p or --budget.",
            LocationModel.Mclp when question.Budget is < 0 => "The budget must be at least 0.",
            LocationModel.Mclp when question.Budget is { } && input.Opening is null =>
                "A budget needs opening costs, and the file has none; give --p instead.",
            LocationModel.Mclp when question.Budget is null && count is null => "Maximal covering needs the number of sites or a budget; give --p or --budget.",
            LocationModel.PMedian or LocationModel.PCentre or LocationModel.CapacitatedPMedian when count is null =>
                "This model needs the number of sites to open; give --p.",
            LocationModel.CapacitatedPMedian when input.Capacity is null => "The capacitated p-median needs capacities, and the file has none.",
            LocationModel.Cfl or LocationModel.Sscfl when input.Opening is null => "Facility location needs opening costs, and the file has none.",
            LocationModel.Mclp when question.Budget is { } => null,
            not (LocationModel.Lscp or LocationModel.Cfl or LocationModel.Sscfl) when count < 1 || count > input.Sites.Count =>
                $"The number of sites to open must be between 1 and {input.Sites.Count}, found {count}.",
            not (LocationModel.Lscp or LocationModel.Mclp) when input.Reach is not Reach.Arcs && (long)input.Points.Count * input.Sites.Count > MostPairs =>
                $"{input.Points.Count} points × {input.Sites.Count} sites are more pairs than the {MostPairs} this model is solved for; give arcs within reach only, or solve by district.",
            _ => null,
        };
    }

    /// <summary>A table of pairs beyond this does not fit the memory the figures are made for (2 GB).</summary>
    private const long MostPairs = 60_000_000;

    private static LocationPlan Lscp(LocationQuestion question, LocationInput input, SearchCourse course)
    {
        var cover = CoverProblem.Within(input, question.Radius!.Value, input.Opening ?? [.. Enumerable.Repeat(1.0, input.Sites.Count)]);
        var bare = Enumerable.Range(0, cover.Points).Where(i => cover.ByPoint[i].Length == 0).ToList();
        if (bare.Count > 0)
        {
            return Absent(question, course, PlanStatus.Infeasible, $"{bare.Count} points have no site within {question.Radius}; the first is {input.Points[bare[0]]}.");
        }

        var (chosen, bound) = new CoverAll(cover, course).Run();
        return Judged(question, input, course, chosen, Covered(input, cover, chosen), bound);
    }

    private static LocationPlan Mclp(LocationQuestion question, LocationInput input, int? count, SearchCourse course)
    {
        var cost = question.Budget is null ? [.. Enumerable.Repeat(1.0, input.Sites.Count)] : input.Opening!;
        var cover = CoverProblem.Within(input, question.Radius!.Value, cost);
        var (chosen, bound) = new CoverMost(cover, question.Budget ?? count!.Value, course).Run();
        return Judged(question, input, course, chosen, Covered(input, cover, chosen), bound);
    }

    private static LocationPlan PCentre(LocationQuestion question, LocationInput input, int count, SearchCourse course)
    {
        var (chosen, bound) = new CentreSearch(input, count, course).Run();
        if (chosen.Count == 0)
        {
            return double.IsPositiveInfinity(bound)
                ? Absent(question, course, PlanStatus.Infeasible, $"No {count} sites reach every point.")
                : Absent(question, course, PlanStatus.NoPlanFound, "The limits ran out before a plan was found.");
        }

        // The model opens exactly p; sites beyond those needed do no harm.
        var more = Enumerable.Range(0, input.Sites.Count).Where(j => !chosen.Contains(j)).Take(count - chosen.Count);
        var sites = chosen.Concat(more).Order().ToList();
        var shares = Enumerable.Range(0, input.Points.Count).Select(i => new Share(i, sites.MinBy(j => Distances.Between(input, i, j)), 1)).ToList();
        return Judged(question, input, course, sites, shares, bound);
    }

    private static LocationPlan Allocated(LocationQuestion question, LocationInput input, int? count, SearchCourse course)
    {
        var counted = question.Model is LocationModel.PMedian or LocationModel.CapacitatedPMedian;
        var rules = new AllocationRules(counted ? count : null, question.Model is LocationModel.CapacitatedPMedian or LocationModel.Sscfl);
        var problem = AllocationProblem.From(input, rules, opening: !counted, capacity: question.Model != LocationModel.PMedian);
        if (Impossible(problem, input) is { } reason)
        {
            return Absent(question, course, PlanStatus.Infeasible, reason);
        }

        var (plan, bound) = new AllocationSearch(problem, course).Run();
        return double.IsFinite(plan.Cost)
            ? Judged(question, input, course, [.. plan.Sites.Order()], plan.Shares, bound)
            : double.IsPositiveInfinity(bound)
                ? Absent(question, course, PlanStatus.Infeasible, problem.Limited ? "No choice of sites can serve every point within the capacities." : $"No {count} sites reach every point.")
                : Absent(question, course, PlanStatus.NoPlanFound, "The limits ran out before a plan was found.");
    }

    private static string? Impossible(AllocationProblem problem, LocationInput input)
    {
        for (var i = 0; i < problem.Points; i++)
        {
            var (row, fits) = (i * problem.Sites, false);
            for (var j = 0; j < problem.Sites; j++)
            {
                fits |= double.IsFinite(problem.Cost[row + j]) && (!problem.Rules.SingleSource || problem.Demand[i] <= problem.Capacity[j]);
            }

            if (!fits)
            {
                return $"Point {input.Points[i]} can be served by no site.";
            }
        }

        if (problem.Count is { } most && Parts(problem) is var parts && parts > most)
        {
            return $"The points lie in {parts} parts that nothing joins, and each needs a site of its own: {most} sites cannot reach them all. Open at least {parts}, or add what joins them.";
        }

        var room = problem.Capacity.OrderDescending().Take(problem.Count ?? problem.Sites).Sum();
        return room < problem.TotalDemand - 1e-9
            ? $"The total demand {problem.TotalDemand:0.###} is more than the sites can carry, {room:0.###}."
            : null;
    }

    /// <summary>How many parts the points fall into when whoever one site can serve belongs together; every point can be served by some site.</summary>
    private static int Parts(AllocationProblem problem)
    {
        var (sites, points) = (new bool[problem.Sites], new bool[problem.Points]);
        var (parts, open) = (0, new Stack<int>());
        for (var first = 0; first < problem.Points; first++)
        {
            if (points[first])
            {
                continue;
            }

            points[first] = true;
            open.Push(first);
            while (open.TryPop(out var i))
            {
                for (var j = 0; j < problem.Sites; j++)
                {
                    if (sites[j] || !double.IsFinite(problem.Cost[(i * problem.Sites) + j]))
                    {
                        continue;
                    }

                    sites[j] = true;
                    for (var other = 0; other < problem.Points; other++)
                    {
                        if (!points[other] && double.IsFinite(problem.Cost[(other * problem.Sites) + j]))
                        {
                            points[other] = true;
                            open.Push(other);
                        }
                    }
                }
            }

            parts++;
        }

        return parts;
    }

    private static List<Share> Covered(LocationInput input, CoverProblem cover, List<int> chosen)
    {
        var (open, shares) = (chosen.ToHashSet(), new List<Share>());
        for (var i = 0; i < cover.Points; i++)
        {
            var best = -1;
            foreach (var j in cover.ByPoint[i])
            {
                best = open.Contains(j) && (best < 0 || Distances.Between(input, i, j) < Distances.Between(input, i, best)) ? j : best;
            }

            if (best >= 0)
            {
                shares.Add(new Share(i, best, 1));
            }
        }

        return shares;
    }

    /// <summary>Nothing is claimed that does not recompute: objective from the input, status from objective and bound.</summary>
    private static LocationPlan Judged(LocationQuestion question, LocationInput input, SearchCourse course, List<int> sites, List<Share> shares, double bound)
    {
        var (value, fault) = PlanCheck.Value(input, question, sites, shares);
        if (fault.Length > 0)
        {
            throw new InvalidOperationException("A solver brought a plan that breaks a rule: " + fault);
        }

        // Ten digits: sums in another order differ by less, and the published costs carry no more.
        var apart = question.Model == LocationModel.Mclp ? bound - value : value - bound;
        var proven = apart <= 1e-9 * Math.Max(1, Math.Abs(value));
        return new LocationPlan
        {
            Model = question.Model,
            Status = proven ? PlanStatus.Optimal : PlanStatus.Feasible,
            Objective = value,
            Bound = proven ? value : bound,
            Sites = sites,
            Shares = shares,
            Seconds = course.Seconds,
            Seed = course.Seed,
        };
    }

    private static LocationPlan Absent(LocationQuestion question, SearchCourse course, PlanStatus status, string reason) => new()
    {
        Model = question.Model,
        Status = status,
        Objective = double.NaN,
        Bound = double.NaN,
        Sites = [],
        Shares = [],
        Seconds = course.Seconds,
        Seed = course.Seed,
        Reason = reason,
    };
}
