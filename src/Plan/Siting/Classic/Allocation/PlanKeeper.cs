namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>Keeps the best plan of an allocation and makes plans out of the picks of its dual.</summary>
internal abstract class PlanKeeper(AllocationProblem problem, SearchCourse course)
{
    // Remembering more choices than this would cost more memory than it saves work.
    private const int MostSeen = 200_000;

    private readonly HashSet<string> _seen = [];
    private int _looks;

    protected AllocationProblem Problem => problem;
    protected SearchCourse Course => course;

    public Serving Plan { get; private set; } = Serving.None;

    public double Best => Plan.Cost;

    /// <summary>A cost only better plans are looked for below; a search under an aim proves that there are none, or finds one.</summary>
    public double Aim { get; set; } = double.PositiveInfinity;

    /// <summary>What a bound has to pass.</summary>
    public double Goal => Math.Min(Best, Aim);

    /// <summary>The original sites that picks speak of, and that are worth trying in exchanges.</summary>
    public int[] Names { get; private set; } = [.. Enumerable.Range(0, problem.Sites)];

    /// <summary>From now on picks speak of these original sites.</summary>
    public void Narrow(int[] names) => Names = names;

    /// <summary>Looks at a pick of the dual; `better` when it came with a better bound.</summary>
    public void Look(bool[] picked, bool better)
    {
        // Every pick of a long ascent would be too many; the better half of them is plenty.
        if (!better && ++_looks % 10 != 0)
        {
            return;
        }

        Settle([.. Enumerable.Range(0, picked.Length).Where(j => picked[j])], always: false);
    }

    /// <summary>Takes a choice of sites into account that a proof rests on, with exchanges when it is promising.</summary>
    public void Settle(List<int> sites) => Settle(sites, always: true);

    /// <summary>Looks around the best plan at leisure.</summary>
    public virtual void Shake()
    {
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

    private void Settle(List<int> sites, bool always)
    {
        var open = sites.Select(j => Names[j]).Order().ToList();
        if ((always || _seen.Count < MostSeen) && IsNew(open))
        {
            Try(open);
        }
    }
}
