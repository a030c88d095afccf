using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Draws the streets of every town, broken off where they meet water.</summary>
internal static class DrawStreets
{
    private const double Step = 50;
    private const double WaterMargin = 40;

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

        return streets;
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
