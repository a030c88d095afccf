using System.Globalization;
using System.Runtime.CompilerServices;
using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>A station's prices of today as its YKC piles take them; the same object until the price changes.</summary>
public sealed class YkcPrices(PriceBook book, CityClock clock)
{
    private readonly ConditionalWeakTable<Terms, Made> models = [];

    /// <summary>`tariff.missing`, or `tariff.more-than-four-rates` for a tariff these piles cannot hold.</summary>
    public Decision<BillingModel> Of(StationId station)
    {
        var day = LocalClock.Day(clock.GetUtcNow());
        var terms = book.TermsOf(station, day, ceiling: null);
        return terms.Granted ? models.GetValue(terms.Value, t => new Made(Make(t, day))).Model : terms.Refusal;
    }

    private static Decision<BillingModel> Make(Terms terms, DateOnly day)
    {
        var four = FourRates.For(terms.TariffOn(day), day);
        if (!four.Granted)
        {
            return four.Refusal;
        }

        var rates = four.Value.Rates;
        return new BillingModel
        {
            Number = Number(four.Value),
            Tip = Price(rates[0]),
            Peak = Price(rates[1]),
            Flat = Price(rates[2]),
            Valley = Price(rates[3]),
            HalfHours = [.. four.Value.HalfHours.Select(rate => (TariffPeriod)rate)],
        };
    }

    private static PeriodPrice Price(FourRates.Price price) => new(price.Electricity, price.Service);

    /// <summary>Four digits of the content, so that a pile with yesterday's prices is told that they differ; 0000 is a pile without any (§3, 0x05).</summary>
    private static string Number(FourRates rates)
    {
        uint hash = 2_166_136_261;
        foreach (var price in rates.Rates)
        {
            hash = Mix(Mix(hash, price.Electricity), price.Service);
        }

        foreach (var half in rates.HalfHours)
        {
            hash = Mix(hash, half);
        }

        return ((hash % 9999) + 1).ToString("D4", CultureInfo.InvariantCulture);
    }

    private static uint Mix(uint hash, uint value)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            hash = unchecked((hash ^ ((value >> shift) & 0xFF)) * 16_777_619);
        }

        return hash;
    }

    private sealed record Made(Decision<BillingModel> Model);
}
