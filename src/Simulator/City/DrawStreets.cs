using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Draws the streets of every town, broken off where they meet water.</summary>
internal static class DrawStreets
{
    private const double Step = 50;
    private const double WaterMargin = 40;

    private static readonly string[] HighwayNames = ["西联快速路", "东联快速路", "南联快速路"];

    private static readonly bool[] Westwards = [true, false, false];

    public static List<MapFeatureDraft> Of(int seed)
    {
        var random = new Random(seed);
        var roads = new Queue<string>(Shuffled.Of(Words.Streets, random));
        var avenues = new Queue<string>(Shuffled.Of(Words.Streets, random));
        var streets = new List<MapFeatureDraft>();
        foreach (var town in Town.All)
        {
            for (int column = 0; column <= town.Columns; column++)
            {
                double east = town.East(column);
                streets.AddRange(Pieces(roads.Dequeue() + "路", Along(town.North(0), town.North(town.Rows)).Select(north => town.Frame.At(east, north))));
            }

            for (int row = 0; row <= town.Rows; row++)
            {
                double north = town.North(row);
                streets.AddRange(Pieces(avenues.Dequeue() + (row % 3 == 1 ? "大道" : "街"), Along(town.East(0), town.East(town.Columns)).Select(east => town.Frame.At(east, north))));
            }
        }

        return [.. streets, .. Lanes(), .. Highways()];
    }

    /// <summary>A nameless lane through the middle of every block, both ways.</summary>
    private static IEnumerable<MapFeatureDraft> Lanes() =>
        from town in Town.All
        from column in Enumerable.Range(0, town.Columns)
        from row in Enumerable.Range(0, town.Rows)
        let east = (town.East(column) + town.East(column + 1)) / 2
        let north = (town.North(row) + town.North(row + 1)) / 2
        from lane in Pieces("", Along(town.North(row), town.North(row + 1)).Select(y => town.Frame.At(east, y)))
            .Concat(Pieces("", Along(town.East(column), town.East(column + 1)).Select(x => town.Frame.At(x, north))))
        select lane;

    /// <summary>From the edge of the first town to each of the others, in a slight bow that stays south of the river.</summary>
    private static IEnumerable<MapFeatureDraft> Highways()
    {
        var first = Town.All[0];
        foreach (var (town, name, west) in Town.All.Skip(1).Zip(HighwayNames, Westwards))
        {
            var hub = west ? first.Frame.At(first.East(0), first.North(3)) : first.Frame.At(first.East(6), first.North(0));
            var end = town.Frame.At(0, town.North(0));
            yield return new(
                "street",
                name,
                [.. Enumerable.Range(0, 21).Select(i => i / 20.0).Select(t => new GeoPoint(
                    hub.Longitude + ((end.Longitude - hub.Longitude) * t),
                    hub.Latitude + ((end.Latitude - hub.Latitude) * t) - (0.008 * Math.Sin(Math.PI * t)),
                    Datum.Wgs84))],
                Area: false);
        }
    }

    private static IEnumerable<double> Along(double from, double to)
    {
        for (double at = from; at < to; at += Step)
        {
            yield return at;
        }

        yield return to;
    }

    private static IEnumerable<MapFeatureDraft> Pieces(string name, IEnumerable<GeoPoint> course)
    {
        var piece = new List<GeoPoint>();
        foreach (var point in course)
        {
            if (Ground.IsLand(point, WaterMargin))
            {
                piece.Add(point);
                continue;
            }

            if (piece.Count > 1)
            {
                yield return new("street", name, Ends(piece), Area: false);
            }

            piece = [];
        }

        if (piece.Count > 1)
        {
            yield return new("street", name, Ends(piece), Area: false);
        }
    }

    /// <summary>The streets are straight: their ends say it all.</summary>
    private static List<GeoPoint> Ends(List<GeoPoint> piece) => [piece[0], piece[^1]];
}
