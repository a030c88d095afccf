using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using static Doorstep.App.Tests.Stations.Town;

namespace Doorstep.App.Tests.Stations;

public sealed class FindStationsTests
{
    [Fact]
    public async Task The_nearest_station_comes_first_with_an_estimated_walk()
    {
        await using var town = await Open();
        await town.WithStation(Station("FAR", longitude: 114.905));
        await town.WithStation(Station("NEAR", longitude: 114.896));

        var found = Granted(await town.Get<FindStations>().Run(new() { At = new(114.895, 30.391, Datum.Wgs84) }, Ct));

        Assert.Equal(["NEAR", "FAR"], found.Select(f => f.Station.Id.Value));
        Assert.InRange(found[0].Straight.Value, 95, 97);
        Assert.Equal((found[0].Straight.Value * 1.4, true), (found[0].Walk.Length.Value, found[0].Walk.Estimated));
    }

    [Fact]
    public async Task A_phone_that_tells_another_datum_is_not_misled_by_570_metres()
    {
        await using var town = await Open();
        await town.WithStation();

        var found = Granted(await town.Get<FindStations>().Run(new() { At = new GeoPoint(114.895, 30.391, Datum.Wgs84).To(Datum.Gcj02) }, Ct));

        Assert.InRange(Assert.Single(found).Straight.Value, 0, 0.1);
    }

    [Fact]
    public async Task A_community_is_searched_from_its_nearest_gate()
    {
        await using var town = await Open();
        await town.WithStation(Station(longitude: 114.896));
        await town.Store.Write(db =>
        {
            db.Communities.Add(new() { Code = "C1", Name = "花园", EnglishName = "Garden", Division = "420704003", Longitude = 114.890, Latitude = 30.391 });
            db.Gates.AddRange(
                new GateRow { Id = 1, Community = "C1", Longitude = 114.885, Latitude = 30.391 },
                new GateRow { Id = 2, Community = "C1", Longitude = 114.895, Latitude = 30.391 });
        });

        var found = Granted(await town.Get<FindStations>().Run(new() { Community = "C1" }, Ct));

        Assert.InRange(Assert.Single(found).Straight.Value, 95, 97);
        Refused("community.unknown", await town.Get<FindStations>().Run(new() { Community = "C2" }, Ct));
        Refused("search.nowhere", await town.Get<FindStations>().Run(new(), Ct));
    }

    [Fact]
    public async Task Who_wants_fast_charging_is_told_where_it_stands_though_nobody_has_looked_there_yet()
    {
        await using var town = await Open();
        await town.WithStation(Station("FAST"));
        await town.WithStation(Station("SLOW"));
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(station: "FAST"), Ct));
        Granted(await town.Get<RecordPile>().Run(Manager, Pile("42070400010002", "SLOW") with { Kind = PileKind.Ac, RatedPower = new(7_000), Connectors = [new(7_000)] }, Ct));
        var search = new StationSearch { At = new(114.895, 30.391, Datum.Wgs84) };

        Assert.Equal("FAST", Assert.Single(Granted(await town.Get<FindStations>().Run(search with { OnlyFast = true }, Ct))).Station.Id.Value);
        Assert.Equal("SLOW", Assert.Single(Granted(await town.Get<FindStations>().Run(search with { OnlySlow = true }, Ct))).Station.Id.Value);
        Assert.Empty(Granted(await town.Get<FindStations>().Run(search with { OnlyFree = true }, Ct)));

        // And whoever is shown another station instead is told what that one really lacks.
        Assert.Null(Lack("FAST", search with { OnlyFast = true }));
        Assert.Equal(StationLack.Fast, Lack("SLOW", search with { OnlyFast = true }));
        Assert.Equal(StationLack.Slow, Lack("FAST", search with { OnlySlow = true }));
        Assert.Equal(StationLack.Free, Lack("FAST", search with { OnlyFast = true, OnlyFree = true }));
        Assert.Equal(StationLack.Sheltered, Lack("FAST", search with { OnlyFast = true, OnlySheltered = true }));

        StationLack? Lack(string station, StationSearch asked) => town.Get<FindStations>().Lacks(town.Get<StationDirectory>().Find(new(station))!, asked);
    }

    [Fact]
    public async Task A_planned_station_is_not_offered_and_a_closed_hour_is_said()
    {
        await using var town = await Open();
        Granted(await town.Get<RecordStation>().Run(Manager, Station("PLAN"), Ct));
        await town.WithStation(Station("NIGHT") with { OpensAt = new(20, 0), ClosesAt = new(6, 0) });
        var search = new StationSearch { At = new(114.895, 30.391, Datum.Wgs84) };

        var found = Granted(await town.Get<FindStations>().Run(search, Ct));

        Assert.False(Assert.Single(found).OpenNow);
        Assert.Empty(Granted(await town.Get<FindStations>().Run(search with { OnlyOpenNow = true }, Ct)));
    }

    [Fact]
    public async Task Each_sees_his_own_price()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<PublishTariff>().Run(City, CityOffice, Flat(), Ct));
        Granted(await town.Get<AssignTariff>().Run(Manager, new("EZ0001"), "FLAT", Today, Ct));
        await town.Store.Write(db => db.Residents.Add(new ResidentRow { Id = new(7), Phone = "+8613800000007", AgreementFrom = new(2026, 1, 1) }));
        var search = new StationSearch { At = new(114.895, 30.391, Datum.Wgs84) };

        var open = Granted(await town.Get<FindPricedStations>().Run(Public, search, Ct));
        var own = Granted(await town.Get<FindPricedStations>().Run(new Actor(7, "", Role.Resident, null, [], ""), search, Ct));

        Assert.Equal(1.2m, open[0].Price?.Rate.Total.YuanPerKilowattHour);
        Assert.Equal(1.1m, own[0].Price?.Rate.Total.YuanPerKilowattHour);
    }
}
