using Doorstep.App.Pricing;
using Doorstep.App.Tests.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Tests.Devices;

internal static class YkcPricing
{
    /// <summary>The station charges, from today, so many prices of electricity one after another through the day.</summary>
    public static async Task Charge(this ChargingCity city, string code, params decimal[] electricity)
    {
        var now = city.Store.Clock.GetUtcNow();
        var rates = electricity.Select(yuan => new Rate(PricePeriod.Flat, UnitPrice.FromYuan(yuan), UnitPrice.FromYuan(0.4m))).ToArray();
        var plan = new MonthPlan([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], rates, [.. Enumerable.Range(0, 48).Select(half => half % rates.Length)]);
        var tariff = new Tariff { Code = code, Name = code, ValidFrom = new(2024, 1, 1), Plans = [plan] };
        await city.Store.Write(db =>
        {
            db.Tariffs.Add(new() { Id = city.Store.Ids.Next(), Code = code, Owner = ChargingCity.Provider, Name = code, ValidFrom = new(2024, 1, 1), Rates = PricingJson.Write(tariff), ChangedAt = now });
            db.StationTariffs.Add(new() { Id = city.Store.Ids.Next(), Station = ChargingCity.StationId, TariffCode = code, From = LocalClock.Day(now), ChangedAt = now });
        });
        await city.Store.Get<FollowPrices>().Follow(CancellationToken.None);
    }
}
