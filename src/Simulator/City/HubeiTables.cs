using System.Text.Json;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.Simulator.City;

/// <summary>The province's price tables of the demonstration: residents' piles (2023 no. 320) and commercial users (2024 no. 77).</summary>
public static class HubeiTables
{
    private static readonly DateOnly From = new(2024, 6, 1);

    /// <summary>The tables as tariffs with one service fee all day; `KEY-Sfen`, such as `HB320-S50`.</summary>
    public static IReadOnlyList<Tariff> WithService(decimal yuanPerKilowattHour)
    {
        using var file = Embedded.Open("hubei-tables.json");
        return [.. file.RootElement.GetProperty("tables").EnumerateArray().Select(table => Tariff(table, yuanPerKilowattHour))];
    }

    private static Tariff Tariff(JsonElement table, decimal service) => new Tariff
    {
        Code = $"{table.GetProperty("key").GetString()}-S{service * 100:0}",
        Name = $"{table.GetProperty("name").GetString()} + 服务费 {service:0.00}",
        Document = table.GetProperty("document").GetString()!,
        ValidFrom = From,
        Plans = [.. table.GetProperty("seasons").EnumerateArray().Select(season => Plan(season, UnitPrice.FromYuan(service)))],
    }.Checked().Value;

    private static MonthPlan Plan(JsonElement season, UnitPrice service)
    {
        var prices = season.GetProperty("prices").EnumerateObject().ToList();
        var rates = prices.Select(price => new Rate(Enum.Parse<PricePeriod>(price.Name, ignoreCase: true), UnitPrice.FromYuan(price.Value.GetDecimal()), service));
        var hours = season.GetProperty("hours").EnumerateArray().SelectMany(span => Enumerable.Repeat(
            prices.FindIndex(price => price.NameEquals(span[0].GetString())),
            (span[2].GetInt32() - span[1].GetInt32()) * 2));
        return new([.. season.GetProperty("months").EnumerateArray().Select(month => month.GetInt32())], [.. rates], [.. hours]);
    }
}
