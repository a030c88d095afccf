using CsCheck;
using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Stations;

public sealed class StationGridTests
{
    private static readonly Gen<GeoPoint> AroundTheCity =
        from longitude in Gen.Double[114.7, 115.1]
        from latitude in Gen.Double[30.2, 30.5]
        select new GeoPoint(longitude, latitude, Datum.Wgs84);

    [Fact]
    public void The_grid_finds_exactly_what_looking_at_every_station_finds() =>
        Gen.Select(AroundTheCity.Array[0, 300], AroundTheCity, Gen.Double[10, 60_000], Gen.Int[1, 40]).Sample((places, here, radius, most) =>
        {
            var grid = new StationGrid<GeoPoint>(places, place => place);
            var expected = places.Select(place => StraightLine.Between(here, place)).Where(d => d.Value <= radius).Order().Take(most);

            Assert.Equal(expected, grid.Nearby(here, new(radius), most).Select(found => found.Straight));
        });

    [Fact]
    public void A_position_in_another_datum_finds_the_same_stations() =>
        Gen.Select(AroundTheCity.Array[1, 50], AroundTheCity).Sample((places, here) =>
        {
            var grid = new StationGrid<GeoPoint>(places, place => place);

            Assert.Equal(
                grid.Nearby(here, new(50_000), 10).Select(found => Math.Round(found.Straight.Value, 1)),
                grid.Nearby(here.To(Datum.Gcj02), new(50_000), 10).Select(found => Math.Round(found.Straight.Value, 1)),
                (a, b) => Math.Abs(a - b) < 0.11);
        });

    [Fact]
    public void Only_what_is_wanted_is_counted()
    {
        GeoPoint[] places = [new(114.9, 30.39, Datum.Wgs84), new(114.901, 30.39, Datum.Wgs84)];
        var grid = new StationGrid<GeoPoint>(places, place => place);

        Assert.Equal([places[1]], grid.Nearby(places[0], new(1_000), 1, place => place != places[0]).Select(found => found.Thing));
    }
}
