using System.Diagnostics;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve.Branching;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>What a run works on: the problem, its model, and an earlier plan to begin with, if there is one.</summary>
internal sealed record SolveTask(SitingProblem Problem, SitingModel Model, EarlierPlan? Earlier);

/// <summary>One run on one model: raise the bound, build plans at its multipliers, cut, search, and keep the best plan that breaks no hard rule.</summary>
internal sealed class SolveRun
{
    // Enough for a first plan whose gap says something.
    private const int FirstSteps = 200;

    // From an earlier plan there is little left to raise or to cut: what changed is mostly for the search.
    private const int CutRoundsAgain = 1;

    // A round of cuts that closes less of the gap than this is the last one.
    private const double WorthARound = 0.002;

    private readonly SitingProblem problem;
    private readonly SitingModel model;
    private readonly WorkLimits limits;
    private readonly Action<string, SolveRun> report;
    private readonly Func<string?> interrupted;
    private readonly Neighbourhood near;
    private readonly LagrangianBound lagrangian;
    private readonly VolumeAscent ascent;
    private readonly double[] floorExtra;
    private readonly EarlierPlan? earlier;
    private readonly double dearest;
    private BranchCity? branches;
    private string? stopped;
    private double bestObjective = double.PositiveInfinity;
    private double leastBreach = double.PositiveInfinity;

    public SolveRun(SolveTask task, WorkLimits limits, Action<string, SolveRun> report, Func<string?> interrupted)
    {
        (problem, model, earlier) = task;
        this.limits = limits;
        this.report = report;
        this.interrupted = interrupted;
        near = new(model);
        dearest = Dearest(model);
        lagrangian = new(model);
        foreach (var cut in earlier?.Cuts ?? [])
        {
            lagrangian.Cuts.Add(cut);
        }

        ascent = new(model, lagrangian, earlier?.Prices ?? StartPrices.Of(model));
        floorExtra = new double[model.Limits.FloorLimit.Length];
        Best = new(model, Steering.From(model, ascent.Best, floorExtra));
    }

    public Assignment Best { get; private set; }

    /// <summary>The proven lower bound: the multipliers', and what branching lifted it by.</summary>
    private double Bound => ascent.BestBound + (branches?.Lift ?? 0);

    public void Run()
    {
        Resume();
        Try(start: ascent.Best);
        Ascend(FirstSteps, plansEvery: int.MaxValue);
        Try(ascent.Best);
        report("first plan", this);
        Ascend(earlier is null ? StepsOf(limits.AscentSteps) - FirstSteps : 0, plansEvery: 200);
        Try(ascent.Best);
        report("bound", this);
        var finder = new FindCuts(model, lagrangian.Cuts.All);
        for (var round = 0; round < (earlier is null ? limits.CutRounds : Math.Min(CutRoundsAgain, limits.CutRounds)) && !Stop(); round++)
        {
            var before = Bound;
            ascent.Add(finder.Run(ascent.Usage, ascent.AverageUnserved(), Math.Max(200, model.RowCount / 2)));
            Ascend(StepsOf(limits.StepsPerCutRound), plansEvery: int.MaxValue);
            report("cuts", this);
            if (double.IsFinite(bestObjective) && Bound - before < WorthARound * (bestObjective - before))
            {
                break;
            }
        }

        Search();
        report("done", this);
    }

    /// <summary>True when some row of these communities is short in the best plan.</summary>
    public bool ReachesUnserved(HashSet<int> communities)
    {
        for (var r = 0; r < model.RowCount; r++)
        {
            if (Best.Unserved[r] > 1e-6 * model.Rows.Demand[r] && communities.Contains(model.Rows.Community[r]))
            {
                return true;
            }
        }

        return false;
    }

    public PlanProgress Progress(string stage, double seconds) => new(stage, double.IsFinite(bestObjective) ? bestObjective : null, Bound,
        double.IsFinite(bestObjective) ? DescribePlan.Gap(bestObjective, Bound) : null, seconds)
    {
        ChosenSites = [.. problem.Candidates.Where((_, c) => Best.Config[problem.Stations.Count + c] >= 0).Select(c => c.Id)],
    };

    public Decision<PlanDocument> Finish(DescribePlan describe, PlanOrigin begun, Stopwatch clock, OutsidePass? pass)
    {
        if (!double.IsFinite(bestObjective))
        {
            return HardRules.FirstBroken(problem, model, Best);
        }

        var origin = begun with { Stopped = stopped ?? "work", Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2) };
        return describe.Run(Best, new(Bound, ascent.Best, lagrangian.Cuts, branches?.Seal() ?? []), origin, pass);
    }

    /// <summary>A bound above what any plan can come to proves that none keeps the rules. The multipliers would only climb on, until a solver takes them for infinite.</summary>
    private bool Stop() => (stopped ??= interrupted() ?? (ascent.BestBound > dearest ? "proof" : null)) is not null;

    /// <summary>What no plan can exceed: everywhere the dearest that may be built, and everybody unserved or sent the longest way.</summary>
    private static double Dearest(SitingModel model)
    {
        var longest = model.Arcs.WalkCost.DefaultIfEmpty(0).Max();
        var sum = 0.0;
        for (var j = 0; j < model.PlaceCount; j++)
        {
            sum += model.Offers.ConfigObjective[model.Offers.ConfigStart[j]..model.Offers.ConfigStart[j + 1]].DefaultIfEmpty(0).Max();
        }

        for (var r = 0; r < model.RowCount; r++)
        {
            sum += model.Rows.Demand[r] * Math.Max(model.Rows.Penalty[r], longest);
        }

        return 1.001 * sum;
    }

    /// <summary>Steps cost by the size of the city while their gain does not: a large one takes fewer.</summary>
    private int StepsOf(int steps) => (int)(steps * Math.Clamp(Math.Sqrt(6_000.0 / Math.Max(1, model.RowCount)), 0.2, 1));

    private void Ascend(int steps, int plansEvery)
    {
        for (var i = 1; i <= steps && !Stop(); i++)
        {
            ascent.Step(double.IsFinite(bestObjective) ? bestObjective : Math.Max(ascent.BestBound * 1.1, ascent.BestBound + 1));
            if (i % plansEvery == 0)
            {
                Try(ascent.Best);
                report("bound", this);
            }
        }
    }

    /// <summary>Takes up the earlier plan where it still fits, and fills what the changes have torn open.</summary>
    private void Resume()
    {
        if (earlier is null)
        {
            return;
        }

        var plan = new Assignment(model, Steering.From(model, ascent.Best, floorExtra));
        earlier.Resume(plan);
        // Filling up goes by prices, which may lead away from a plan that still fits.
        Consider(plan);
        new RuinAndRecreate(plan, ascent.Best.Row, near, new Dice(limits.Seed)).Build();
        Consider(plan);
        report("earlier plan", this);
    }

    /// <summary>Builds a plan from nothing at these multipliers; while it misses a floor, serving that district is made worth more and more.</summary>
    private void Try(Prices start)
    {
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var plan = new Assignment(model, Steering.From(model, start, floorExtra));
            new RuinAndRecreate(plan, start.Row, near, new Dice(limits.Seed)).Build();
            Consider(plan);
            var missed = HardRules.FloorsMissed(model, plan);
            if (missed.Count == 0)
            {
                return;
            }

            foreach (var d in missed)
            {
                floorExtra[d] = Math.Max(2 * floorExtra[d], 0.1 * Steering.Dearest(model));
            }
        }
    }

    private void Search()
    {
        var search = new CitySearch(model, near, limits.Seed);
        var plan = new Assignment(model, Steering.From(model, ascent.Best, floorExtra));
        Adopt(plan, Best);
        for (var round = 1; round <= limits.SearchRounds && !Stop(); round++)
        {
            search.RuinRound(plan, ascent.Best, limits.RuinsPerSite, Stop);
            Consider(plan);
            report("search", this);
            // The first round is short: on a large city the clock may not let it come to the proof otherwise.
            for (var turn = 0; turn < Math.Min(round, limits.BranchRounds) && !Stop(); turn++)
            {
                search.BranchRound(plan, ascent.Best, limits.Regions, Stop);
                Consider(plan);
                report("regions", this);
            }

            Branch(search, plan, SplitsOf(round));
        }

        for (var round = 0; round < limits.MipRounds && !Stop(); round++)
        {
            search.MipRound(plan, ascent.Best, lagrangian, limits, Stop);
            Consider(plan);
            report("exact regions", this);
        }
    }

    /// <summary>Each round twice the one before: early ones are for the plan, and a clock that stops the run has let every group have its turn.</summary>
    private int SplitsOf(int round) => (int)(limits.SplitsPerPlace * (double)model.PlaceCount * Math.Pow(2, round - 1) / (Math.Pow(2, limits.SearchRounds) - 1));

    /// <summary>Branches where plan and bound are apart, and tries on the plan what the branches picked; only with a plan to hold the bound against.</summary>
    private void Branch(CitySearch search, Assignment plan, int splits)
    {
        if (splits == 0 || !double.IsFinite(bestObjective) || Stop())
        {
            return;
        }

        branches ??= new(model, lagrangian.Cuts, ascent.Best, new GroupPlaces(model, near, limits.Groups).Run(search.LocalGap(Best, ascent.Best, lagrangian), Used()));
        branches.Run(Best, splits, Stop);
        var builder = new RuinAndRecreate(plan, ascent.Best.Row, near, new Dice(limits.Seed));
        foreach (var (places, configs) in branches.TakePicks())
        {
            builder.Adopt(places, configs);
        }

        Consider(plan);
        report("branches", this);
    }

    private bool[] Used() => [.. Enumerable.Range(0, model.PlaceCount).Select(j => Best.Config[j] >= 0 || ascent.Usage.Of(j) > 0.02)];

    /// <summary>The same plan under other steering prices.</summary>
    private static void Adopt(Assignment plan, Assignment from)
    {
        for (var j = 0; j < from.Config.Length; j++)
        {
            plan.Choose(j, from.Config[j]);
        }

        for (var a = 0; a < from.Served.Length; a++)
        {
            plan.Serve(a, from.Served[a]);
        }

        plan.Keep();
    }

    /// <summary>Keeps a plan that breaks no hard rule and is better; while there is none, the one that breaks them least.</summary>
    private void Consider(Assignment plan)
    {
        var breach = HardRules.Breach(model, plan);
        var objective = plan.Objective();
        var better = breach <= 1e-7 ? objective < bestObjective : !double.IsFinite(bestObjective) && breach < leastBreach;
        if (better)
        {
            leastBreach = breach;
            bestObjective = breach <= 1e-7 ? objective : double.PositiveInfinity;
            var copy = new Assignment(model, plan.Steering);
            copy.CopyFrom(plan);
            Best = copy;
        }
    }
}
