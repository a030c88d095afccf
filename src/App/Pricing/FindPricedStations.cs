using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>A station near somebody and what it costs him now; no price where the station has no tariff.</summary>
public sealed record PricedStation(FoundStation Found, PriceNow? Price);

/// <summary>Finds stations as <see cref="FindStations"/> does, each with the asker's own price now.</summary>
public sealed class FindPricedStations(FindStations find, PricesNow prices)
{
    public async ValueTask<Decision<IReadOnlyList<PricedStation>>> Run(Actor who, StationSearch search, CancellationToken ct)
    {
        var found = await find.Run(search, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        var costs = await prices.Run(who, found.Value.Select(station => station.Station.Id), ct);
        return found.Value.Select(station => new PricedStation(station, costs.GetValueOrDefault(station.Station.Id))).ToList();
    }

    /// <inheritdoc cref="FindStations.Lacks"/>
    public StationLack? Lacks(PricedStation station, StationSearch search) => find.Lacks(station.Found.Station, search);
}
