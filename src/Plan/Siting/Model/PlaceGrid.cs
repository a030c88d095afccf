using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Places in square cells, to find those within a straight distance without looking at all of them.</summary>
internal sealed class PlaceGrid
{
    private readonly double cell;
    private readonly Dictionary<(int, int), List<int>> cells = [];
    private readonly IReadOnlyList<GeoPoint> places;

    public PlaceGrid(IReadOnlyList<GeoPoint> places, double metres)
    {
        this.places = places;
        cell = Math.Max(metres, 1) / 111_000;
        for (var i = 0; i < places.Count; i++)
        {
            var key = Key(places[i]);
            if (!cells.TryGetValue(key, out var list))
            {
                cells[key] = list = [];
            }

            list.Add(i);
        }
    }

    /// <summary>Indices and distances of the places within <paramref name="metres"/>, in order of index.</summary>
    public List<(int Index, double Metres)> Within(GeoPoint from, double metres)
    {
        // A degree of longitude shrinks with latitude, so the search widens sideways.
        var squeeze = Math.Max(0.05, Math.Cos(from.Latitude * Math.PI / 180));
        var up = (int)Math.Ceiling(metres / 111_000 / cell) + 1;
        var side = (int)Math.Ceiling(metres / 111_000 / squeeze / cell) + 1;
        var (x, y) = Key(from);
        List<(int, double)> found = [];
        for (var i = x - side; i <= x + side; i++)
        {
            for (var j = y - up; j <= y + up; j++)
            {
                if (cells.TryGetValue((i, j), out var list))
                {
                    foreach (var place in list)
                    {
                        var d = GreatCircle.Metres(from, places[place]);
                        if (d <= metres)
                        {
                            found.Add((place, d));
                        }
                    }
                }
            }
        }

        found.Sort();
        return found;
    }

    private (int, int) Key(GeoPoint p) => ((int)Math.Floor(p.Longitude / cell), (int)Math.Floor(p.Latitude / cell));
}
