using Doorstep.App.Siting;
using Doorstep.Machine;
using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Tests.Siting;

/// <summary>A siting studio over a real store, with a planner the test chooses and a small invented city to plan for.</summary>
internal sealed class Studio(TestStore store) : IAsyncDisposable
{
    public static readonly Actor City = new(1, "Lin", Role.City, new("CITY"), [], "10.0.0.1");
    public static readonly Actor EastDistrict = new(2, "Hu", Role.District, new("EAST"), ["420704"], "10.0.0.2");
    public static readonly Actor Manager = new(3, "Xu", Role.ProviderManager, new("GRIDCO"), [], "10.0.0.3");
    public static readonly Actor Public = Actor.Anonymous("10.0.0.9");

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestStore Store => store;

    public static Assumptions Quick { get; } = new() { Work = "quick" };

    /// <summary>Eight communities, twenty-four sites.</summary>
    public static SitingProblem Problem(int seed = 1) => MakeInstance.Run(InstanceShape.Sparse(8, 24, seed));

    public static async Task<Studio> Open(Engine engine = Engine.Sqlite, IPlanner? planner = null) => new(await TestStore.Open(engine, s => Furnish(s, planner)));

    /// <summary>The same city after its program was started again.</summary>
    public static async Task<Studio> Again(TestStore before, IPlanner? planner = null) => new(await TestStore.Over(before.Settings, s => Furnish(s, planner), before.Clock));

    public T Get<T>()
        where T : notnull => store.Get<T>();

    public async Task<SitingRunLine> Ask(SitingProblem? problem = null, Assumptions? assumptions = null, SitingArea? area = null) =>
        Granted(await Get<OpenRun>().Run(City, new("East 2026", area ?? SitingArea.WholeCity, assumptions ?? Quick), problem ?? Problem(), Ct));

    /// <summary>The run once it is over.</summary>
    public async Task<SitingRunView> End(long run)
    {
        await Eventually.True(async () => Granted(await Get<ReadSitingRun>().Run(City, run, Ct)).Run.State.IsOver(), $"siting run {run} is over");
        return Granted(await Get<ReadSitingRun>().Run(City, run, Ct));
    }

    public static T Granted<T>(Decision<T> decision)
    {
        Assert.True(decision.Granted, decision.Refusal?.ToString());
        return decision.Value;
    }

    public static void Refused<T>(string code, Decision<T> decision) => Assert.Equal(code, decision.Refusal?.Code);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private static void Furnish(IServiceCollection services, IPlanner? planner)
    {
        if (planner is not null)
        {
            services.AddSingleton(planner);
        }

        services.AddStudio();
    }
}

/// <summary>A planner that works for ever: it reports one step and then only ends when it is stopped or given up.</summary>
internal sealed class EndlessPlanner : IPlanner
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => begun.Task;

    public async Task<RunOutcome> Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct)
    {
        progress.Report(new("search", 1, 200, 100) { Sites = ["S00001"] });
        begun.TrySetResult();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ct);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = either.Token.Register(end.SetResult);
        await end.Task;
        ct.ThrowIfCancellationRequested();

        // What a planner does that is stopped by hand: the best plan so far, complete.
        return await new PlannerHere().Run(order, progress, stop, ct);
    }
}

/// <summary>A planner with a bug.</summary>
internal sealed class BrokenPlanner : IPlanner
{
    public Task<RunOutcome> Run(WorkOrder order, IProgress<RunPoint> progress, CancellationToken stop, CancellationToken ct) => throw new InvalidOperationException("a bug");
}
