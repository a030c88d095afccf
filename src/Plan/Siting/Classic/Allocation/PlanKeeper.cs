namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Keeps the best plan of an allocation and makes plans out of the picks of its dual.</summary>
internal abstract class PlanKeeper(AllocationProblem problem, SearchCourse course)
{
    private readonly HashSet<string> _seen = [];
    private int[] _names = [.. Enumerable.Range(0, problem.Sites)];
    private int _looks;

    protected AllocationProblem Problem => problem;
    protected SearchCourse Course => course;

    public Serving Plan { get; private set; } = Serving.None;

    public double Best => Plan.Cost;

    /// <summary>Sites worth trying in exchanges, by original number.</summary>
    protected IReadOnlyList<int> Worthwhile { get; private set; } = [.. Enumerable.Range(0, problem.Sites)];

    /// <summary>From now on picks speak of these original sites.</summary>
    public void Narrow(int[] names) => (_names, Worthwhile) = (names, names);

    /// <summary>Looks at a pick of the dual; `better` when it came with a better bound.</summary>
    public void Look(bool[] picked, bool better)
    {
        // Every pick of a long ascent would be too many; the better half of them is plenty.
        if (!better && ++_looks % 10 != 0)
        {
            return;
        }

        Settle([.. Enumerable.Range(0, picked.Length).Where(j => picked[j])]);
    }

    /// <summary>Takes a choice of sites into account, with exchanges when it is promising.</summary>
    public void Settle(List<int> sites)
    {
        var open = sites.Select(j => _names[j]).Order().ToList();
        if (_seen.Count < 200_000 && _seen.Add(string.Join(',', open)))
        {
            Try(open);
        }
    }

    /// <summary>Plans with these sites, and with better ones if exchanges find them.</summary>
    public abstract void Try(List<int> open);

    protected void Keep(Serving plan)
    {
        if (plan.Cost < Plan.Cost)
        {
            Plan = plan;
            course.Found(plan.Cost);
        }
    }

    protected bool IsNew(IEnumerable<int> open) => _seen.Add(string.Join(',', open.Order()));
}
