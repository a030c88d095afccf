using System.Text.Json;
using Doorstep.Machine;
using Microsoft.Playwright;

namespace Doorstep.House.Tests;

/// <summary>From the committee's phone to the city's map of gaps, in the demonstration city and a real browser.</summary>
public sealed class CensusTests
{
    private const string Rows = """
        编码,名称,街道编码,经度,纬度,户数,停车位,新能源车,私人桩,调查日期,数据来源
        NEW1,新月小区,420704003,114.8950,30.3910,600,300,80,8,2026-06-01,物业台账
        NEW2,反了小区,420704003,30.3910,114.8950,600,300,80,8,2026-06-01,物业台账
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_committee_counts_the_street_confirms_and_the_city_sees_the_gap()
    {
        await using var house = await House.Demonstrate("--quiet");
        await Eventually.True(() => house.Output.Contains("Ctrl-C", StringComparison.Ordinal));
        await using var browser = await Browser.Open(house);
        var passwords = await Passwords(house);

        await using var committee = await browser.Phone();
        await committee.SignIn("committee", passwords("committee"), "/community");
        await committee.Picture("phone-communities");
        // The last of the list has a confirmed survey and none that is open.
        var home = committee.This("communities").Locator("a").Last;
        var code = (await home.GetAttributeAsync("href"))!.Split('/')[^1];
        await home.ClickAsync();
        await committee.Arrives($"/community/{code}");
        foreach (var (field, count) in new[] { ("Households", "1200"), ("Parking", "600"), ("Vehicles", "333"), ("Piles", "11") })
        {
            await committee.Write(field, count);
        }

        await committee.Write("source", "入户登记");
        await Fits(committee);
        await committee.Picture("phone-survey", whole: true);
        await committee.Click("save");
        await committee.Sees("done");
        await committee.Click("submit");
        await committee.Sees("waiting");
        committee.StayedInTheHouse();

        await using var street = await browser.Desk();
        await street.SignIn("street", passwords("street"), "/city/census?need=Waiting");
        await street.This("census").Locator($"a[href='/city/census/{code}']").ClickAsync();
        await street.Sees("survey-figures");
        await street.Picture("desk-judge", whole: true);
        await street.Click("confirm");
        await Assertions.Expect(street.This("waiting")).ToHaveCountAsync(0);
        await street.Reads("gap-sentences", "新能源车 333 辆，私人桩 11 个");
        await street.Reads("judgement", "首批示范场景");
        await Assertions.Expect(street.Page.Locator("census-map[state=ready]")).ToBeVisibleAsync();
        await street.Picture("desk-community", whole: true);
        street.StayedInTheHouse();

        await using var city = await browser.Desk();
        await city.SignIn("admin", passwords("admin"), "/city/census");
        await Assertions.Expect(city.Page.Locator("census-map[state=ready]")).ToBeVisibleAsync();
        await city.Picture("desk-census", whole: true);
        await city.This("need").SelectOptionAsync("FirstBatch");
        await Assertions.Expect(city.This("census").Locator($"a[href='/city/census/{code}']")).ToBeVisibleAsync();
        await Imports(city);
        await city.Go("/city/sites");
        await city.Sees("sites");
        await Assertions.Expect(city.Page.Locator("census-map[state=ready]")).ToBeVisibleAsync();
        await city.Picture("desk-sites");
        await RecordsAnothersStation(city);
        city.StayedInTheHouse();
    }

    /// <summary>A file with a bad row is explained; put right, it is tried, then taken.</summary>
    private static async Task Imports(Visitor city)
    {
        await city.Go("/city/census/import");
        await city.This("kind").SelectOptionAsync("Communities");
        await city.This("datum").SelectOptionAsync("Wgs84");
        await Choose(city, Rows);
        await city.Click("try");
        await city.Reads("bad", "写反了");
        await Assertions.Expect(city.This("do")).ToHaveCountAsync(0);
        await city.Picture("desk-import-bad");
        await Choose(city, Rows.Replace("30.3910,114.8950", "114.8990,30.3915", StringComparison.Ordinal));
        await city.Click("try");
        await city.Click("do");
        await city.Reads("report", "已导入 2 行");
    }

    /// <summary>At the foot of a long page an answer is still in sight; what is taken out is asked for twice.</summary>
    private static async Task RecordsAnothersStation(Visitor city)
    {
        await city.This("others-part").Locator("summary").First.ClickAsync();
        foreach (var (field, text) in new[] { ("o-code", "PX1"), ("o-name", "湖滨公共站"), ("o-lon", "30.39"), ("o-lat", "114.89"), ("o-fast", "6") })
        {
            await city.Write(field, text);
        }

        await city.This("o-division").SelectOptionAsync("420704003");
        await city.Click("o-save");
        await city.Reads("refusal", "写反了");
        await Assertions.Expect(city.This("refusal")).ToBeInViewportAsync();
        await city.Write("o-lon", "114.89");
        await city.Write("o-lat", "30.39");
        await city.Click("o-save");
        var row = city.This("others").Locator("tr", new() { HasText = "PX1" });
        await Assertions.Expect(row).ToContainTextAsync("湖滨公共站");
        await row.GetByTestId("other-edit").ClickAsync();
        await Assertions.Expect(city.This("o-name")).ToBeFocusedAsync();
        await city.Write("o-fast", "8");
        await city.Click("o-save");
        await Assertions.Expect(row).ToContainTextAsync("8");
        await row.GetByTestId("other-remove").ClickAsync();
        await Assertions.Expect(row.GetByTestId("other-remove")).ToHaveTextAsync("确认移除");
        await row.GetByTestId("other-remove").ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    private static Task Choose(Visitor city, string rows) => city.Hands("file", "census.csv", rows);

    /// <summary>Nothing to scroll to the side on a phone.</summary>
    private static async Task Fits(Visitor phone) => Assert.True(await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));

    private static async Task<Func<string, string>> Passwords(House house)
    {
        using var book = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(house.Data, "demonstration.json"), Token));
        var passwords = book.RootElement.GetProperty("Passwords").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
        return user => passwords[user];
    }
}
