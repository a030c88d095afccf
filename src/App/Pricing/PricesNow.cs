using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>What a station costs the asker now, over the coming day, and when four hours of charging are cheapest.</summary>
public sealed record StationPrices(StationId Station, Tariff Tariff, PriceNow Now, IReadOnlyList<PriceStep> Curve, PriceWindow? Cheapest);

/// <summary>Prices for pages: the public sees the market's, a resident with an agreement his own.</summary>
public sealed class PricesNow(PriceBook book, TermsFor terms, StationDirectory stations, CityClock clock)
{
    private static readonly TimeSpan UsualCharge = TimeSpan.FromHours(4);

    /// <summary>One station in full; hours 1…72.</summary>
    public async ValueTask<Decision<StationPrices>> Run(Actor who, StationId station, int hours, CancellationToken ct)
    {
        if (stations.Find(station) is null)
        {
            return new Refusal("station.unknown", ("code", station.Value));
        }

        var now = clock.GetUtcNow();
        var found = await terms.Run(station, who.Resident, now, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        var span = Math.Clamp(hours, 1, 72);
        return new StationPrices(
            station,
            found.Value.TariffOn(LocalClock.Day(now)),
            PriceNow.Of(found.Value, now),
            PriceCurve.Of(found.Value, now, span),
            PriceCurve.CheapestWindow(found.Value, now, now.AddHours(span), UsualCharge));
    }

    /// <summary>The price of this moment at many stations; those without a tariff are missing.</summary>
    public async ValueTask<IReadOnlyDictionary<StationId, PriceNow>> Run(Actor who, IEnumerable<StationId> wanted, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var day = LocalClock.Day(now);
        var ceiling = await terms.CeilingOf(who.Resident, day, ct);
        var prices = new Dictionary<StationId, PriceNow>();
        foreach (var station in wanted)
        {
            if (book.TermsOf(station, day, ceiling) is { Granted: true } found)
            {
                prices[station] = PriceNow.Of(found.Value, now);
            }
        }

        return prices;
    }
}
