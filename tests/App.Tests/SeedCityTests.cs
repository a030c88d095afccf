using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Doorstep.App.Tests.Stations.Town;

namespace Doorstep.App.Tests;

public sealed class SeedCityTests
{
    private static readonly CityDraft Small = new()
    {
        Demonstration = true,
        Divisions = [new("420700", "鄂州市", "Ezhou", null), new("420704003", "西山街道", "Xishan Street", "420700")],
        Communities =
        [
            new()
            {
                Code = "420704003901",
                Name = "云栖花园",
                EnglishName = "Yunqi Garden",
                Division = "420704003",
                Centre = new(114.89, 30.39, Datum.Wgs84),
                Boundary = [new(114.889, 30.389, Datum.Wgs84), new(114.891, 30.389, Datum.Wgs84), new(114.891, 30.391, Datum.Wgs84), new(114.889, 30.389, Datum.Wgs84)],
                Gates = [new(114.89, 30.389, Datum.Wgs84)],
                Households = 900,
            },
        ],
        Features = [new("street", "启航路", [new(114.88, 30.39, Datum.Wgs84), new(114.90, 30.39, Datum.Wgs84)], Area: false)],
        Office = new(CityOffice, "市发改委", "City", null),
        Providers = [new(East, "东", "East", null)],
        Tariffs = [Flat()],
        Sites = [new(Station() with { Division = "420704003" }, [Pile() with { Secret = "Abcdefgh23456789ABCD" }], [new("A01", BayZone.Resident, true, false, [new(Pile().Id, 2)])], "FLAT")],
        Residents = [new("+8619900000001", "林芳", "420704003901", true, [new("鄂GD00001", "小型电动车", new(31_000))]) { Cards = ["A1B2C3D4"] }],
    };

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_drafted_city_is_written_once_and_can_be_used_at_once(Engine engine)
    {
        await using var store = await TestStore.Open(engine, services => services.AddStations().AddPricing());
        var seed = store.Get<SeedCity>();

        Assert.True(Granted(await seed.Run(Actor.Clockwork, Small, Ct)));
        Assert.False(Granted(await seed.Run(Actor.Clockwork, Small, Ct)));

        Assert.True(store.Get<PileDirectory>().Find(Pile().Id)!.Secret!.Matches("Abcdefgh23456789ABCD"));
        var found = Granted(await store.Get<FindPricedStations>().Run(Public, new() { Community = "420704003901" }, Ct));
        Assert.Equal(1.2m, Assert.Single(found).Price?.Rate.Total.YuanPerKilowattHour);
        var resident = await store.Read(db => db.Residents.SingleAsync(Ct));
        var terms = Granted(await store.Get<TermsFor>().Run(new("EZ0001"), resident.Id, store.Clock.GetUtcNow(), Ct));
        Assert.Equal(0.5m, terms.RateAt(store.Clock.GetUtcNow()).Service.YuanPerKilowattHour);
        Assert.NotNull((await store.Read(db => db.Connectors.SingleAsync(c => c.Number == 2, Ct))).Bay);
        Assert.Contains("云栖花园", System.Text.Encoding.UTF8.GetString((await store.Get<CityMap>().Base(Ct)).Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_city_whose_writing_took_an_hour_can_be_used_at_once_all_the_same()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, services => services.AddStations().AddPricing());
        var begun = new AuditStamp(store.Ids, new FakeTimeProvider(store.Clock.GetUtcNow().AddHours(-1)));

        Assert.True(Granted(await ActivatorUtilities.CreateInstance<SeedCity>(store.Services, begun).Run(Actor.Clockwork, Small, Ct)));

        var found = Granted(await store.Get<FindPricedStations>().Run(Public, new() { Community = "420704003901" }, Ct));
        Assert.NotNull(Assert.Single(found).Price);
    }

    [Fact]
    public async Task Only_the_city_may_found_itself()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, services => services.AddStations().AddPricing());

        Refused("people.not-allowed", await store.Get<SeedCity>().Run(Manager, Small, Ct));
        Refused("station.position-wrong", await store.Get<SeedCity>().Run(City, Small with { Sites = [Small.Sites[0] with { Station = Station(latitude: 90) }] }, Ct));
    }
}
