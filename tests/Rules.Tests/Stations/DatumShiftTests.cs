using System.Text.Json;
using CsCheck;
using Doorstep.Rules.Stations;
using Doorstep.SharedFiles;

namespace Doorstep.Rules.Tests.Stations;

public sealed class DatumShiftTests
{
    [Fact]
    public void Check_points_around_the_city_come_out_to_a_micrometre()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.File("data/geo/coord-vectors.json")));
        foreach (var point in file.RootElement.GetProperty("points").EnumerateArray())
        {
            var wgs84 = Read(point, "wgs84", Datum.Wgs84);
            var gcj02 = Read(point, "gcj02", Datum.Gcj02);
            var bd09 = Read(point, "bd09", Datum.Bd09);

            Near(gcj02, wgs84.To(Datum.Gcj02), 1e-6);
            Near(bd09, wgs84.To(Datum.Bd09), 1e-6);
            Near(bd09, gcj02.To(Datum.Bd09), 1e-6);
            Near(wgs84, gcj02.To(Datum.Wgs84), 0.001);
            // Baidu's own way back is a formula, not an inverse.
            Near(gcj02, bd09.To(Datum.Gcj02), 1);
            Near(wgs84, bd09.To(Datum.Wgs84), 1);
        }
    }

    [Fact]
    public void Around_the_city_the_datums_lie_further_apart_than_a_station_may() =>
        Assert.InRange(new Metres(Apart(new(114.895, 30.391, Datum.Gcj02), new(114.895, 30.391, Datum.Wgs84))).Value, 560, 575);

    [Fact]
    public void There_and_back_is_the_same_place() =>
        Gen.Select(Gen.Double[74, 134], Gen.Double[18, 53]).Sample((longitude, latitude) =>
        {
            var point = new GeoPoint(longitude, latitude, Datum.Wgs84);

            Near(point, point.To(Datum.Gcj02).To(Datum.Wgs84), 0.001);
        });

    [Fact]
    public void A_kilometre_of_meridian_is_a_kilometre() =>
        Assert.InRange(StraightLine.Between(new(114.9, 30, Datum.Wgs84), new(114.9, 30.01, Datum.Wgs84)).Value, 1_111, 1_113);

    private static GeoPoint Read(JsonElement point, string name, Datum datum) => new(point.GetProperty(name)[0].GetDouble(), point.GetProperty(name)[1].GetDouble(), datum);

    private static void Near(GeoPoint expected, GeoPoint actual, double metres)
    {
        Assert.Equal(expected.Datum, actual.Datum);
        Assert.InRange(StraightLine.Between(expected with { Datum = Datum.Wgs84 }, actual with { Datum = Datum.Wgs84 }).Value, 0, metres);
    }

    private static double Apart(GeoPoint a, GeoPoint b) => StraightLine.Between(a, b).Value;
}
