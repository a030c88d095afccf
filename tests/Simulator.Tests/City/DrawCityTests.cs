using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.SharedFiles;
using Doorstep.Simulator.City;

namespace Doorstep.Simulator.Tests.City;

public sealed class DrawCityTests
{
    private static readonly CityDraft City = DrawCity.Of(7);

    [Fact]
    public void The_same_seed_draws_the_same_city_and_another_does_not()
    {
        Assert.Equal(Text(City), Text(DrawCity.Of(7)));
        Assert.NotEqual(Text(City), Text(DrawCity.Of(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20260701)]
    public void Every_draft_of_any_seed_may_be_recorded(int seed)
    {
        var city = DrawCity.Of(seed);

        Assert.Empty(city.Sites.SelectMany(site => site.Station.Faults()));
        Assert.Empty(city.Sites.SelectMany(site => site.Piles).SelectMany(pile => pile.Faults()));
        Assert.All(city.Tariffs, tariff => Assert.True(tariff.Checked().Granted));
        Assert.Equal((60, 600, 20, 300), (city.Sites.Count, city.Sites.Sum(s => s.Piles.Count), city.Providers.Count, city.Residents.Count));
        Assert.True(city.Demonstration);
    }

    [Fact]
    public void Codes_numbers_and_names_are_given_once()
    {
        Unique(City.Divisions.Select(d => d.Code));
        Unique(City.Divisions.Select(d => d.Name));
        Unique(City.Communities.Select(c => c.Code));
        Unique(City.Communities.Select(c => c.Name));
        Unique(City.Providers.Select(p => p.Id.Value));
        Unique(City.Providers.Select(p => p.Name));
        Unique(City.Tariffs.Select(t => t.Code));
        Unique(City.Sites.Select(s => s.Station.Id.Value));
        Unique(City.Sites.Select(s => s.Station.Name));
        Unique(City.Sites.SelectMany(s => s.Piles).Select(p => p.Id.Value));
        Unique(City.Sites.SelectMany(s => s.Piles).Select(p => p.LinkName.Length > 0 ? p.LinkName : p.Id.Value));
        Unique(City.Sites.SelectMany(s => s.Piles).Select(p => p.Secret).OfType<string>());
        Unique(City.Residents.Select(r => r.Phone));
        Unique(City.Residents.SelectMany(r => r.Cards));
        Unique(City.Residents.SelectMany(r => r.Vehicles).Select(v => v.Plate));
    }

    [Fact]
    public void Divisions_are_the_real_ones()
    {
        Assert.Equal((1, 3, 28), (City.Divisions.Count(d => d.Parent is null), City.Divisions.Count(d => d.Parent == "420700"), City.Divisions.Count(d => d.Code.Length == 9)));
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Shared.File("data/geo/ezhou-divisions.json")));
        var real = file.RootElement.GetProperty("districts").EnumerateArray().Concat(file.RootElement.GetProperty("streets").EnumerateArray())
            .Select(d => (d.GetProperty("code").GetString()!, d.GetProperty("name").GetString()!));
        Assert.Equal(real.Order(), City.Divisions.Where(d => d.Parent is not null).Select(d => (d.Code, d.Name)).Order());
    }

    [Fact]
    public void Everything_lies_in_a_division_that_is_there()
    {
        var codes = City.Divisions.Select(d => d.Code).ToHashSet();

        Assert.All(City.Communities, c => Assert.Contains(c.Division, codes));
        Assert.All(City.Sites, s => Assert.Contains(s.Station.Division!, codes));
        Assert.Equal(3, City.Sites.Select(s => s.Station.Division![..6]).Distinct().Count());
    }

    [Fact]
    public void Stations_and_communities_lie_on_land_near_the_city()
    {
        var water = City.Features.Where(f => f.Layer is "river" or "lake").ToList();
        var places = City.Sites.Select(s => s.Station.At).Concat(City.Communities.SelectMany(c => c.Boundary)).ToList();

        Assert.Equal(3, water.Count);
        Assert.All(places, place => Assert.DoesNotContain(water, w => Inside(place, w.Line)));
        Assert.All(places, place => Assert.InRange(StraightLine.Between(place, new(114.895, 30.391, Datum.Wgs84)).Value, 0, 45_000));
    }

    [Fact]
    public void No_street_runs_through_water()
    {
        var water = City.Features.Where(f => f.Layer is "river" or "lake").ToList();
        var points =
            from street in City.Features
            where street.Layer is "street"
            from reach in street.Line.Zip(street.Line.Skip(1))
            from step in Enumerable.Range(0, 51)
            select new GeoPoint(
                reach.First.Longitude + ((reach.Second.Longitude - reach.First.Longitude) * step / 50),
                reach.First.Latitude + ((reach.Second.Latitude - reach.First.Latitude) * step / 50),
                Datum.Wgs84);

        Assert.All(points, point => Assert.DoesNotContain(water, w => Inside(point, w.Line)));
    }

    [Fact]
    public void Gates_open_in_their_communitys_edge() =>
        Assert.All(City.Communities, c =>
        {
            Assert.NotEmpty(c.Gates);
            Assert.Equal(c.Boundary[0], c.Boundary[^1]);
            Assert.All(c.Gates, gate => Assert.Contains(c.Boundary.Zip(c.Boundary.Skip(1)), edge => Detour(edge.First, gate, edge.Second) < 0.01));
        });

    [Fact]
    public void Communities_never_overlap() =>
        Assert.All(City.Communities, c => Assert.DoesNotContain(City.Communities, other => other != c && c.Boundary.Any(corner => Inside(corner, other.Boundary))));

    [Fact]
    public void Every_protocol_and_both_kinds_are_there()
    {
        var piles = City.Sites.SelectMany(s => s.Piles).ToList();

        Assert.All(Enum.GetValues<PileProtocol>(), protocol => Assert.Contains(piles, p => p.Protocol == protocol));
        Assert.Equal([7_000, 60_000, 120_000], piles.Select(p => p.RatedPower.Watts).Distinct().Order());
        Assert.All(City.Sites, s => Assert.Equal(s.Piles.Sum(p => p.Connectors.Count), s.Bays.Count));
    }

    private static void Unique(IEnumerable<string> names) => Assert.Empty(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));

    private static string Text(CityDraft city) => Rules.Pricing.PricingJson.Write(city);

    /// <summary>How much longer the way over a point is than the straight one: nothing when it lies between.</summary>
    private static double Detour(GeoPoint a, GeoPoint over, GeoPoint b) =>
        StraightLine.Between(a, over).Value + StraightLine.Between(over, b).Value - StraightLine.Between(a, b).Value;

    private static bool Inside(GeoPoint point, IReadOnlyList<GeoPoint> ring)
    {
        bool inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            if (ring[i].Latitude > point.Latitude != ring[j].Latitude > point.Latitude
                && point.Longitude < ((ring[j].Longitude - ring[i].Longitude) * (point.Latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)) + ring[i].Longitude)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
