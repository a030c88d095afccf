using System.Text.Json;
using Doorstep.Rules.Pricing;
using Doorstep.SharedFiles;
using Doorstep.Simulator.City;

namespace Doorstep.Simulator.Tests.City;

public sealed class HubeiTablesTests
{
    private static readonly IReadOnlyList<Tariff> Tables = HubeiTables.WithService(0.5m);

    [Fact]
    public void Both_tables_price_a_whole_year_and_name_their_document()
    {
        Assert.Equal(["HB320-S50", "HB77-S50"], Tables.Select(t => t.Code));
        Assert.Equal(["鄂发改价管〔2023〕320号", "鄂发改价管〔2024〕77号"], Tables.Select(t => t.Document));
        Assert.All(Tables, t => Assert.True(t.Checked().Granted));
    }

    [Fact]
    public void Residents_prices_are_those_transcribed()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.File("data/orderly/hubei_tou.json")));
        var plan = Assert.Single(Tables[0].Plans);
        var periods = file.RootElement.GetProperty("resident_ev_pile_voluntary").GetProperty("periods").EnumerateArray().ToList();
        for (int half = 0; half < 48; half++)
        {
            var time = new TimeOnly(half / 2, half % 2 * 30);
            var period = periods.Single(p => time.IsBetween(Time(p, "from"), Time(p, "to")));
            var rate = plan.At(half);

            Assert.Equal(period.GetProperty("price").GetDecimal(), rate.Electricity.YuanPerKilowattHour);
            Assert.Equal(period.GetProperty("name").GetString(), Chinese(rate.Period));
        }
    }

    [Theory]
    [InlineData(7, "months_7_8")]
    [InlineData(8, "months_7_8")]
    [InlineData(9, "other")]
    [InlineData(1, "other")]
    public void Commercial_prices_are_those_transcribed(int month, string season)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.File("data/orderly/hubei_tou.json")));
        var table = file.RootElement.GetProperty("commercial_agent_purchase_2026_01");
        var row = table.GetProperty("rows").EnumerateArray().First(r => r.GetProperty("voltage").GetString() == "<1kV");
        var plan = Tables[1].PlanOf(month);
        for (int half = 0; half < 48; half++)
        {
            var rate = plan.At(half);
            string name = Names(table.GetProperty("periods"), season).Single(p => Holds(p.Span, half)).Name;

            Assert.Equal(row.GetProperty(name).GetDecimal(), rate.Electricity.YuanPerKilowattHour);
            Assert.Equal(name == "sharp" ? "tip" : name, rate.Period.ToString(), ignoreCase: true);
        }
    }

    [Fact]
    public void Both_tables_fit_a_pile_of_four_rates() =>
        Assert.All(Tables, table => Assert.True(FourRates.For(table, new(2026, 7, 1)).Granted && FourRates.For(table, new(2026, 1, 1)).Granted));

    private static IEnumerable<(string Name, string Span)> Names(JsonElement periods, string season) =>
        from period in periods.EnumerateObject()
        let spans = period.Value.ValueKind is JsonValueKind.Array ? period.Value : period.Value.GetProperty(season)
        from span in spans.EnumerateArray()
        select (period.Name, span.GetString()!);

    private static bool Holds(string span, int half)
    {
        int[] hours = [.. span.Split('-').Select(part => int.Parse(part[..2], System.Globalization.CultureInfo.InvariantCulture))];
        return hours[0] * 2 <= half && half < hours[1] * 2;
    }

    private static TimeOnly Time(JsonElement period, string name) => TimeOnly.Parse(period.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static string Chinese(PricePeriod period) => period switch { PricePeriod.Tip => "尖", PricePeriod.Peak => "峰", PricePeriod.Flat => "平", _ => "谷" };
}
