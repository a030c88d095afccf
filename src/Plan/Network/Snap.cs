using Doorstep.Rules;

namespace Doorstep.Plan.Network;

/// <summary>A place fastened to the network: the nearest point of the nearest path.</summary>
/// <param name="Path">Which path.</param>
/// <param name="Along">Metres from the path's first end.</param>
/// <param name="Away">Metres in a straight line from the place to that point; they count as walked.</param>
internal readonly record struct Snapped(int Path, double Along, double Away);

/// <summary>Finds the nearest path of a place: paths lie in square cells, a search widens ring by ring.</summary>
internal sealed class Snap
{
    private const double Cell = 50;

    private readonly WalkNetwork network;

    private readonly Dictionary<(int X, int Y), List<int>> cells = [];

    public Snap(WalkNetwork network)
    {
        this.network = network;
        for (var path = 0; path < network.Paths; path++)
        {
            var (from, to) = network.PathEnds[path];
            var steps = 1 + (int)(network.PathLength[path] / (Cell / 2));
            (int, int)? last = null;
            for (var i = 0; i <= steps; i++)
            {
                var t = (double)i / steps;
                var cell = CellOf(network.East[from] + (t * (network.East[to] - network.East[from])), network.North[from] + (t * (network.North[to] - network.North[from])));
                if (cell != last)
                {
                    last = cell;
                    (cells.TryGetValue(cell, out var list) ? list : cells[cell] = []).Add(path);
                }
            }
        }
    }

    /// <summary>The nearest point on the network within <paramref name="limit"/>, or null.</summary>
    public Snapped? Nearest(GeoPoint place, Metres limit)
    {
        var (x, y) = network.Project(place);
        var (cx, cy) = CellOf(x, y);
        Snapped? best = null;
        var rings = (int)Math.Ceiling(limit.Value / Cell) + 1;
        for (var ring = 0; ring <= rings; ring++)
        {
            // Nothing in this ring or beyond can be nearer than what is known: a path may touch a cell it was not listed in by half a cell.
            if (best is { } known && known.Away <= (ring - 1.5) * Cell)
            {
                break;
            }

            foreach (var cell in Ring(cx, cy, ring))
            {
                if (cells.TryGetValue(cell, out var paths))
                {
                    foreach (var path in paths)
                    {
                        var candidate = On(path, x, y);
                        if (candidate.Away <= limit.Value && (best is null || candidate.Away < best.Value.Away || (candidate.Away == best.Value.Away && path < best.Value.Path)))
                        {
                            best = candidate;
                        }
                    }
                }
            }
        }

        return best;
    }

    private static IEnumerable<(int X, int Y)> Ring(int cx, int cy, int ring)
    {
        if (ring == 0)
        {
            yield return (cx, cy);
            yield break;
        }

        for (var d = -ring; d <= ring; d++)
        {
            yield return (cx + d, cy - ring);
            yield return (cx + d, cy + ring);
        }

        for (var d = -ring + 1; d < ring; d++)
        {
            yield return (cx - ring, cy + d);
            yield return (cx + ring, cy + d);
        }
    }

    private static (int X, int Y) CellOf(double x, double y) => ((int)Math.Floor(x / Cell), (int)Math.Floor(y / Cell));

    private Snapped On(int path, double x, double y)
    {
        var (from, to) = network.PathEnds[path];
        var (ax, ay) = (network.East[from], network.North[from]);
        var (bx, by) = (network.East[to] - ax, network.North[to] - ay);
        var square = (bx * bx) + (by * by);
        var t = square == 0 ? 0 : Math.Clamp((((x - ax) * bx) + ((y - ay) * by)) / square, 0, 1);
        var (dx, dy) = (x - (ax + (t * bx)), y - (ay + (t * by)));
        return new(path, t * network.PathLength[path], Math.Sqrt((dx * dx) + (dy * dy)));
    }
}
