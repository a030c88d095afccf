using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Allocation;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class PlanKeeperTests
{
    [Fact]
    public void A_choice_a_proof_rests_on_is_priced_however_many_were_looked_at_before()
    {
        const int Sites = 18;
        var problem = new AllocationProblem(new double[Sites], new double[Sites], [1], [.. Enumerable.Repeat(1.0, Sites)], new AllocationRules(null, false));
        var keeper = new Counting(problem);
        for (var bits = 1; bits < 1 << Sites; bits++)
        {
            keeper.Look([.. Enumerable.Range(0, Sites).Select(j => (bits >> j & 1) == 1)], better: true);
        }

        var tried = keeper.Tried;
        Assert.InRange(tried, 1, (1 << Sites) - 2);
        keeper.Settle([.. Enumerable.Range(0, Sites)]);
        Assert.Equal(tried + 1, keeper.Tried);
    }

    private sealed class Counting(AllocationProblem problem) : PlanKeeper(problem, new SearchCourse(new SolveLimits(), null, false, CancellationToken.None))
    {
        public int Tried { get; private set; }

        public override void Try(List<int> open) => Tried++;
    }
}
