using Doorstep.App;
using Doorstep.App.Siting;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;

namespace Doorstep.Host.Demonstration;

/// <summary>
/// At the first start plans the demonstration city twice, beside everything else, so that there is something to look at, to compare and to apply for:
/// the whole need at the least cost, and as much as about half of that money covers. The first becomes a call for projects. Later starts change nothing.
/// </summary>
internal sealed class FurnishPlan(DraftRules rules, StartSitingRun start, ListSitingRuns list, WatchSitingRun watch, DemonstrationCall call)
{
    private const string Whole = "全市方案（演示）";
    private const string Half = "一半预算（演示）";

    public async Task Run(CancellationToken ct)
    {
        try
        {
            var whole = await Planned(Whole, usual => usual with { Work = "quick" }, ct);
            if (whole.Outcome?.Figures is { } figures)
            {
                await call.Publish(whole, ct);
                await Planned(Half, usual => usual with { Work = "quick", Aim = PlanAim.MostCoverage, BudgetYuan = Math.Round(figures.CostYuan / 2 / 100_000) * 100_000 }, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The demonstration ends; the run goes on at its next start.
        }
    }

    /// <summary>The run of that name at its end, started now if there is none.</summary>
    private async Task<SitingRunLine> Planned(string name, Func<Assumptions, Assumptions> decided, CancellationToken ct)
    {
        var run = FurnishCity.Must(await list.Run(Actor.Clockwork, ct)).FirstOrDefault(r => r.Demonstration && r.Name == name)
            ?? FurnishCity.Must(await start.Run(Actor.Clockwork, new(name, SitingArea.WholeCity, decided(Assumptions.Of(await rules.Run(ct)))), ct));
        await foreach (var moment in FurnishCity.Must(await watch.Run(Actor.Clockwork, run.Id, ct)))
        {
            run = moment.Line;
        }

        ct.ThrowIfCancellationRequested();
        return run;
    }
}

/// <summary>The demonstration's call for projects: open for a month from the day the plan was there.</summary>
internal sealed class DemonstrationCall(ReadCalls calls, PublishPlan publish, CityClock clock)
{
    public async Task Publish(SitingRunLine run, CancellationToken ct)
    {
        if (FurnishCity.Must(await calls.Run(Actor.Clockwork, ct)).Any(c => c.Run == run.Id))
        {
            return;
        }

        var today = LocalClock.Day(clock.GetUtcNow());
        FurnishCity.Must(await publish.Run(
            Actor.Clockwork,
            run.Id,
            new CallDraft("居住区充电试点项目申报通知（演示）", "现就附列场所公开征集居住区新能源汽车充电试点项目。\n申报单位应提交项目申报书、场地协议、投资与收费承诺、安全和有序充电方案，并明确社区充电服务单元长。", today, today.AddDays(30))
            {
                EnglishTitle = "Call for residential charging pilots (demonstration)",
                EnglishText = "Pilot projects are invited for the sites listed.\nHand in the application, the site agreement, investment and fee commitments, the safety and orderly-charging plan, and name the unit leader.",
            },
            ct));
    }
}
