using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>The terms a session of this person at this station starts under.</summary>
public sealed class TermsFor(PriceBook book, CitySettings settings, AgreementBook agreements)
{
    /// <summary>`tariff.missing` when the station has no price that day. A driver without account or agreement pays the market price.</summary>
    public async ValueTask<Decision<Terms>> Run(StationId station, ResidentId? resident, DateTimeOffset now, CancellationToken ct)
    {
        var day = LocalClock.Day(now);
        return book.TermsOf(station, day, await CeilingOf(resident, day, ct));
    }

    /// <summary>The ceiling of somebody's service fee on a day; null without an agreement.</summary>
    internal async ValueTask<UnitPrice?> CeilingOf(ResidentId? resident, DateOnly day, CancellationToken ct)
    {
        if (resident is not { } id)
        {
            return null;
        }

        return await agreements.HasOn(id, day, ct) ? UnitPrice.FromYuan(settings.Of(CitySetting.ServiceCeiling, day)) : null;
    }
}
