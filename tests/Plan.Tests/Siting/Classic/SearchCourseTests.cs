using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class SearchCourseTests
{
    [Fact]
    public void Best_only_falls_bound_only_rises_and_they_never_cross()
    {
        var (told, city) = (new List<SolveProgress>(), City(7));
        SolveClassic.Run(new LocationQuestion(LocationModel.PMedian, Count: 6), city, new SolveLimits(), told.Add, CancellationToken.None);
        Assert.NotEmpty(told);
        Assert.All(told.Zip(told.Skip(1)), pair =>
        {
            Assert.False(pair.Second.Best > pair.First.Best);
            Assert.False(pair.Second.Bound < pair.First.Bound);
        });
        Assert.All(told, t => Assert.False(t.Bound > t.Best + 1e-6));
    }

    [Fact]
    public void Same_city_seed_and_work_give_the_same_plan()
    {
        var limits = new SolveLimits { Work = 3_000_000, Seed = 5 };
        foreach (var question in new[]
        {
            new LocationQuestion(LocationModel.PMedian, Count: 6),
            new LocationQuestion(LocationModel.Cfl),
            new LocationQuestion(LocationModel.Mclp, Count: 6, Radius: 15),
        })
        {
            var (first, second) = (SmallCity.Solve(question, City(3), limits).Plan, SmallCity.Solve(question, City(3), limits).Plan);
            Assert.Equal(first.Sites, second.Sites);
            Assert.Equal(first.Shares, second.Shares);
            Assert.Equal(first.Bound, second.Bound);
        }
    }

    [Theory]
    [InlineData(LocationModel.Lscp)]
    [InlineData(LocationModel.Mclp)]
    [InlineData(LocationModel.PMedian)]
    [InlineData(LocationModel.PCentre)]
    [InlineData(LocationModel.CapacitatedPMedian)]
    [InlineData(LocationModel.Cfl)]
    [InlineData(LocationModel.Sscfl)]
    public void A_search_stopped_at_once_never_claims_a_proof_it_lacks(LocationModel model)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var question = new LocationQuestion(model, Count: model is LocationModel.Cfl or LocationModel.Sscfl or LocationModel.Lscp ? null : 9, Radius: model is LocationModel.Lscp ? 30 : 15);
        var stopped = Assert.IsType<ClassicAnswer.Solved>(SolveClassic.Run(question, City(11), new SolveLimits(), null, stop.Token)).Plan;
        var whole = SmallCity.Solve(question, City(11)).Plan;
        Assert.Equal(PlanStatus.Optimal, whole.Status);
        Assert.True(stopped.Status != PlanStatus.Infeasible);
        if (stopped.Status == PlanStatus.Optimal)
        {
            Assert.Equal(whole.Objective, stopped.Objective, 1e-6);
        }
        else if (stopped.Status == PlanStatus.Feasible)
        {
            var better = model == LocationModel.Mclp ? -1 : 1;
            Assert.True(better * stopped.Objective >= (better * whole.Objective) - 1e-6);
            Assert.True(better * stopped.Bound <= (better * whole.Objective) + 1e-6);
        }
    }

    [Theory]
    [InlineData(LocationModel.Lscp, "radius")]
    [InlineData(LocationModel.Mclp, "radius")]
    [InlineData(LocationModel.PMedian, "--p")]
    public void A_question_with_a_number_missing_is_refused_by_name(LocationModel model, string missing)
    {
        var answer = SolveClassic.Run(new LocationQuestion(model), City(1), new SolveLimits(), null, CancellationToken.None);
        Assert.Contains(missing, Assert.IsType<ClassicAnswer.Refused>(answer).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_breaks_a_rule_is_caught_by_the_check()
    {
        var city = City(2);
        var question = new LocationQuestion(LocationModel.Sscfl);
        var plan = SmallCity.Solve(question, city).Plan;
        Assert.Equal(plan.Objective, PlanCheck.Value(city, question, plan.Sites, plan.Shares).Objective, 1e-6);
        Assert.NotEmpty(PlanCheck.Value(city, question, [.. plan.Sites.Skip(1)], plan.Shares).Fault);
        Assert.NotEmpty(PlanCheck.Value(city, question, plan.Sites, [.. plan.Shares.Skip(1)]).Fault);
        var crowded = plan.Shares.Select(s => s with { Site = plan.Sites[0] }).ToList();
        Assert.NotEmpty(PlanCheck.Value(city, question, plan.Sites, crowded).Fault);
    }

    private static LocationInput City(int seed)
    {
        var chance = new Random(seed);
        double[] Numbers(int count, int low, int high) => [.. Enumerable.Range(0, count).Select(_ => (double)chance.Next(low, high))];
        return new LocationInput
        {
            Points = [.. Enumerable.Range(1, 60).Select(i => $"community {i}")],
            Sites = [.. Enumerable.Range(1, 25).Select(j => $"site {j}")],
            Demand = Numbers(60, 1, 9),
            Opening = Numbers(25, 20, 90),
            Capacity = Numbers(25, 40, 80),
            Reach = new Reach.Plane(Numbers(60, 0, 50), Numbers(60, 0, 50), Numbers(25, 0, 50), Numbers(25, 0, 50)),
        };
    }
}
