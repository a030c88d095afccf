using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Tests.Siting;
using Doorstep.Plan.Twin;

namespace Doorstep.Plan.Tests.Twin;

public sealed class ForeseePlanTests
{
    private static readonly Lazy<(SitingProblem Problem, PlanDocument Plan)> City = new(() =>
    {
        var problem = SmallCity.Generated(12, 30);
        return (problem, SmallCity.Plan(problem));
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_promise_is_broken_nowhere_in_a_plan_that_keeps_the_queue_rule()
    {
        var (problem, plan) = City.Value;
        var forecast = ForeseePlan.Run(problem, plan, new() { Days = 40, Replications = 6 }, null, Token);
        Assert.Equal(plan.Sites.Sum(s => s.Pools.Count(p => p.Arrivals > 0)) + plan.Stations.Sum(s => s.Pools.Count(p => p.Arrivals > 0)), forecast.Promise.Count);
        Assert.DoesNotContain(forecast.Promise, p => p.Verdict == PromiseVerdict.Broken);
        Assert.All(forecast.Promise, p => Assert.InRange(p.Within.High, p.Planned - 0.03, 1));
    }

    [Fact]
    public void A_plan_with_its_margin_is_confirmed_at_every_queue()
    {
        var (problem, plan) = City.Value;
        var forecast = ForeseePlan.Run(problem, plan, new(), null, Token);
        Assert.True(forecast.Tally is { Confirmed: true, Queues: > 10 }, $"{forecast.Tally}");
        Assert.All(forecast.Promise, p => Assert.InRange(p.Within.Low, problem.Rules.Service.Level, 1));
    }

    [Fact]
    public void A_queue_that_is_decided_rests_while_others_are_tried_on()
    {
        var (problem, plan) = City.Value;
        var tried = ForeseePlan.Run(problem, plan, new() { Replications = 5 }, null, Token).Promise.Select(p => p.Replications).ToList();
        Assert.Contains(5, tried);
        Assert.Contains(tried, n => n > 5);
    }

    [Fact]
    public void A_site_with_too_few_piles_for_its_drivers_breaks_the_promise()
    {
        var (problem, plan) = City.Value;
        var busy = plan.Sites.SelectMany(s => s.Pools.Select(p => (Site: s, Pool: p))).MaxBy(x => x.Pool.Arrivals);
        var thinner = plan with { Sites = [.. plan.Sites.Select(s => s.Id == busy.Site.Id ? s with { Piles = s.Piles.ToDictionary(p => p.Key, p => Math.Max(1, p.Value / 2)) } : s)] };
        var forecast = ForeseePlan.Run(problem, thinner, new() { Days = 40, Replications = 6 }, null, Token);
        Assert.Equal(PromiseVerdict.Broken, forecast.Promise.Single(p => p.Place == busy.Site.Id && p.Window == busy.Pool.Window).Verdict);
    }

    [Fact]
    public void The_same_seed_foresees_the_same()
    {
        var (problem, plan) = City.Value;
        var assumptions = new ForecastAssumptions { Days = 5, Replications = 2 };
        var (first, again) = (ForeseePlan.Run(problem, plan, assumptions, null, Token), ForeseePlan.Run(problem, plan, assumptions, null, Token));
        Assert.Equal(first.Promise, again.Promise);
        Assert.Equal(first.InTime, again.InTime);
        Assert.NotEqual(first.InTime, ForeseePlan.Run(problem, plan, assumptions with { Seed = 2 }, null, Token).InTime);
    }

    [Fact]
    public void Ordinary_days_bring_as_many_drivers_as_the_plan_serves()
    {
        var (problem, plan) = City.Value;
        var forecast = ForeseePlan.Run(problem, plan, new() { Days = 60, Replications = 4, PatienceMinutes = 1e5 }, null, Token);
        var fast = plan.Flows.Where(f => f.Window == "weekday-18-20").Sum(f => f.Arrivals) / 0.10;
        Assert.InRange(forecast.Places.SelectMany(p => p.Queues).Where(q => q.Class == PileClass.Fast).Sum(q => q.ArrivalsPerDay.Mean), fast * 0.96, fast * 1.04);
    }

    [Fact]
    public void No_site_draws_more_than_its_connection_and_a_tenth_of_each_late_car()
    {
        var (problem, plan) = City.Value;
        var forecast = ForeseePlan.Run(problem, plan, new() { Days = 20, Replications = 2 }, null, Token);
        Assert.All(forecast.Places.Where(p => p.GridKilowatts is not null), p => Assert.True(p.PeakKilowatts.Mean <= p.GridKilowatts * 1.3, $"{p.Place}: {p.PeakKilowatts.Mean} of {p.GridKilowatts}"));
    }

    [Fact]
    public void A_forecast_survives_its_file_and_is_not_shown_with_another_plan()
    {
        var (problem, plan) = City.Value;
        var path = Path.GetTempFileName();
        try
        {
            var forecast = ForeseePlan.Run(problem, plan, new() { Days = 2, Replications = 2 }, null, Token);
            PlanFiles.Write(forecast, path);
            Assert.Equal(forecast.Promise, PlanFiles.ReadForecast(path, plan).Value.Promise);
            Assert.Equal("siting.forecast-of-another-plan", PlanFiles.ReadForecast(path, plan with { Origin = plan.Origin with { Seed = 99 } }).Refusal?.Code);
            Assert.Contains("仿真预测", WriteReport.Html(problem, plan, true, forecast), StringComparison.Ordinal);
            Assert.Contains("Forecast by simulation", WriteReport.Html(problem, plan, false, forecast), StringComparison.Ordinal);
            File.WriteAllText(path, "{ \"promise\": 3 }");
            Assert.Equal("siting.file-broken", PlanFiles.ReadForecast(path, plan).Refusal?.Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_plan_that_builds_nothing_foresees_nothing()
    {
        var (problem, plan) = City.Value;
        var forecast = ForeseePlan.Run(problem, plan with { Sites = [], Stations = [], Flows = [] }, new() { Days = 2, Replications = 2 }, null, Token);
        Assert.Empty(forecast.Promise);
        Assert.Empty(forecast.Places);
    }

    [Theory]
    [InlineData(0.10, 18, 20, PileClass.Fast)]
    [InlineData(0.16, 23, 24, PileClass.Slow)]
    [InlineData(0.06, 7, 9, PileClass.Fast)]
    [InlineData(0.043, 0, 24, PileClass.Slow)]
    public void A_day_has_its_peak_where_the_window_lies_and_no_hour_above_it(double share, int from, int until, PileClass of)
    {
        var rules = new PlanRules { Windows = [new("w", of, share) { From = from, Until = until }] };
        var hours = DayProfile.Hours(rules, of);
        Assert.Equal(1, hours.Sum(), 9);
        Assert.All(hours, h => Assert.True(h <= hours[from] + 1e-9));
        if (share * (until - from) < 1)
        {
            Assert.Equal(share, hours[from], 9);
        }
    }

    [Theory]
    [InlineData(1, 0.05, 12.706)]
    [InlineData(2, 0.05, 4.303)]
    [InlineData(9, 0.05, 2.262)]
    [InlineData(30, 0.05, 2.042)]
    [InlineData(9, 0.001, 4.781)]
    public void Quantiles_are_those_of_the_tables(int freedom, double outside, double table) => Assert.Equal(table, Student.Quantile(freedom, outside), 0.0006);
}
