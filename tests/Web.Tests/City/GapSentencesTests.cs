using System.Globalization;
using Bunit;
using Doorstep.App.Siting;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Doorstep.Web.City.Census.Parts;

namespace Doorstep.Web.Tests.City;

public sealed class GapSentencesTests : PartTests
{
    [Fact]
    public void A_gap_is_explained_figure_by_figure_to_its_conclusion()
    {
        var said = Sentences(Census(vehicles: 400, piles: 40, fast: 2));

        Assert.Equal(
            [
                "2026-06-01 调查（物业台账）：新能源车 400 辆，私人桩 40 个。",
                "随车配建比 10%，低于 40% 的门槛。",
                "360 辆车没有私人桩；每百辆每天公共充电 35 次，其中快充占 50%。",
                "步行 500 米内有 1 处公共充电站：快充 4 枪，慢充 0 枪，与同样走得到的居住区按需求分用。",
                "工作日晚高峰（快充）：每小时来 6.3 辆；要让 90% 的车等待不超过 5 分钟，只能分到 2 辆，缺 4.3 辆。",
                "谷段开始（慢充）：每小时来 10.1 辆；要让 90% 的车等待不超过 5 分钟，只能分到 0 辆，缺 10.1 辆。",
                "缺口最大的时段，约 360 辆车充不上电。",
                "结论：私人桩少、步行范围内公共桩不足，列为首批示范场景。",
                "步行距离为估算（直线 × 1.4）。",
            ],
            said);
    }

    [Theory]
    [InlineData(400, 200, "结论：随车配建比已达门槛")]
    [InlineData(0, 0, "结论：没有新能源车")]
    public void A_community_that_is_not_in_the_first_batch_is_told_why(int vehicles, int piles, string conclusion) =>
        Assert.Contains(Sentences(Census(vehicles, piles, fast: 2)), s => s.StartsWith(conclusion, StringComparison.Ordinal));

    [Fact]
    public void Without_a_confirmed_survey_nothing_is_claimed()
    {
        var census = Census(400, 40, 2);

        Assert.Equal(["还没有经街道确认的调查，无法测算缺口。"], Sentences(census with { Line = census.Line with { Survey = null, Gap = null } }));
    }

    [Fact]
    public void The_same_is_said_in_English()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.Equal("Private piles per vehicle: 10%, below the threshold of 40%.", Sentences(Census(400, 40, 2))[1]);
    }

    [Fact]
    public void A_waiting_survey_is_shown_beside_what_counted_until_now()
    {
        var figures = Render<SurveyFigures>(p => p.Add(f => f.Now, Survey(300, 60)).Add(f => f.Before, Survey(200, 20)));

        Assert.Equal(["900", "900", "500", "500", "300", "200", "60", "20"], figures.FindAll("td").Select(cell => cell.TextContent));
    }

    private List<string> Sentences(CommunityCensus census) => [.. Render<GapSentences>(p => p.Add(s => s.Of, census)).FindAll("[data-test=gap-sentences] li").Select(li => li.TextContent)];

    private static CommunityCensus Census(int vehicles, int piles, double fast)
    {
        var rules = new PlanRules();
        var gap = FindGap.Of(DraftRules.GapRules(rules), [new("C1", vehicles, piles)], [new("S", PileKind.Dc, 4, fast)], [new("C1", "S")])[0];
        var community = new CommunityRow { Code = "C1", Name = "云栖花园", EnglishName = "Yunqi Garden", Division = "420704003" };
        return new(new(community, null, null, 2, Survey(vehicles, piles), null, gap), [], [], [new("S", "老站", new(114.89, 30.39, Datum.Wgs84), new(138), 4, 0, fast, 0, 1)], [])
        {
            Rules = rules,
            Estimated = true,
        };
    }

    private static SurveyRow Survey(int vehicles, int piles) => new()
    {
        Id = 1,
        Community = "C1",
        On = new(2026, 6, 1),
        Source = "物业台账",
        Households = 900,
        ParkingSpaces = 500,
        Vehicles = vehicles,
        PrivatePiles = piles,
        State = SurveyState.Confirmed,
        EnteredBy = "居委会",
    };
}
