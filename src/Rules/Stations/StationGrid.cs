namespace Doorstep.Rules.Stations;

/// <summary>
/// Places laid into square cells, so that a search looks at its neighbourhood only. Built once and never changed;
/// cells are about 1.1 km of latitude. Points are WGS-84.
/// </summary>
public sealed class StationGrid<T>
{
    private const double CellsPerDegree = 100;

    private readonly (GeoPoint At, T Thing)[] places;
    private readonly Dictionary<(int X, int Y), (int Start, int Count)> cells = [];

    public StationGrid(IEnumerable<T> things, Func<T, GeoPoint> at)
    {
        places = [.. things.Select(thing => (At: at(thing).To(Datum.Wgs84), thing)).OrderBy(place => Cell(place.At).Y).ThenBy(place => Cell(place.At).X)];
        for (int start = 0; start < places.Length;)
        {
            int end = start;
            while (end < places.Length && Cell(places[end].At) == Cell(places[start].At))
            {
                end++;
            }

            cells[Cell(places[start].At)] = (start, end - start);
            start = end;
        }
    }

    /// <summary>What lies within <paramref name="radius"/> (0…200 km) in a straight line, nearest first, at most <paramref name="most"/> of it.</summary>
    public IReadOnlyList<(T Thing, Metres Straight)> Nearby(GeoPoint centre, Metres radius, int most, Func<T, bool>? wanted = null)
    {
        var here = centre.To(Datum.Wgs84);
        double north = Math.Min(radius.Value, 200_000) / 111_000;
        double east = north / Math.Max(0.1, Math.Cos(here.Latitude * Math.PI / 180));
        var (left, bottom) = Cell(here with { Longitude = here.Longitude - east, Latitude = here.Latitude - north });
        var (right, top) = Cell(here with { Longitude = here.Longitude + east, Latitude = here.Latitude + north });
        var nearest = new PriorityQueue<(T Thing, Metres Straight), double>(most + 1);
        bool wide = (long)(right - left + 1) * (top - bottom + 1) > places.Length;
        if (wide)
        {
            // more cells than places: looking at every place is the shorter way
            Look(places, here, radius, most, wanted, nearest);
        }

        for (int y = bottom; y <= top && !wide; y++)
        {
            for (int x = left; x <= right; x++)
            {
                if (cells.TryGetValue((x, y), out var cell))
                {
                    Look(places.AsSpan(cell.Start, cell.Count), here, radius, most, wanted, nearest);
                }
            }
        }

        var found = new (T, Metres)[nearest.Count];
        for (int i = found.Length - 1; i >= 0; i--)
        {
            found[i] = nearest.Dequeue();
        }

        return found;
    }

    private static void Look(ReadOnlySpan<(GeoPoint At, T Thing)> cell, GeoPoint here, Metres radius, int most, Func<T, bool>? wanted, PriorityQueue<(T Thing, Metres Straight), double> nearest)
    {
        foreach (var (at, thing) in cell)
        {
            var straight = StraightLine.Between(here, at);
            if (straight <= radius && (wanted is null || wanted(thing)))
            {
                nearest.Enqueue((thing, straight), -straight.Value);
                if (nearest.Count > most)
                {
                    nearest.Dequeue();
                }
            }
        }
    }

    private static (int X, int Y) Cell(GeoPoint at) => ((int)Math.Floor(at.Longitude * CellsPerDegree), (int)Math.Floor(at.Latitude * CellsPerDegree));
}
