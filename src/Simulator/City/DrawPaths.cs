using System.Globalization;
using System.Xml;
using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>The drawn streets as an OpenStreetMap extract (.osm, XML): joined where they cross, open to pedestrians.</summary>
public static class DrawPaths
{
    /// <summary>A street that ends this near to another (as a share of its length) meets it.</summary>
    private const double Touch = 0.01;

    public static void Write(Stream output, CityDraft city)
    {
        var pieces = city.Features.Where(f => f.Layer == "street" && !f.Area).SelectMany(f => f.Line.Zip(f.Line.Skip(1), (a, b) => new Piece(a, b))).ToList();
        Cross(pieces);
        using var xml = XmlWriter.Create(output, new() { Indent = true, CloseOutput = false });
        xml.WriteStartElement("osm");
        xml.WriteAttributeString("version", "0.6");
        xml.WriteAttributeString("generator", "doorstep demonstration");
        var numbers = new Dictionary<(long, long), long>();
        foreach (var point in pieces.SelectMany(piece => piece.Course))
        {
            var place = Place(point);
            if (numbers.TryAdd(place, numbers.Count + 1))
            {
                xml.WriteStartElement("node");
                xml.WriteAttributeString("id", Text(numbers[place]));
                xml.WriteAttributeString("lat", Degrees(place.North));
                xml.WriteAttributeString("lon", Degrees(place.East));
                xml.WriteEndElement();
            }
        }

        foreach (var (piece, i) in pieces.Select((piece, i) => (piece, i)))
        {
            xml.WriteStartElement("way");
            xml.WriteAttributeString("id", Text(i + 1));
            foreach (var number in piece.Course.Select(point => numbers[Place(point)]))
            {
                xml.WriteStartElement("nd");
                xml.WriteAttributeString("ref", Text(number));
                xml.WriteEndElement();
            }

            xml.WriteStartElement("tag");
            xml.WriteAttributeString("k", "highway");
            xml.WriteAttributeString("v", "residential");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Cross(List<Piece> pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            for (int j = i + 1; j < pieces.Count; j++)
            {
                if (Meeting(pieces[i], pieces[j]) is { } at)
                {
                    pieces[i].Joins.Add((at.First, at.Place));
                    pieces[j].Joins.Add((at.Second, at.Place));
                }
            }
        }
    }

    /// <summary>Where two straight pieces cross, as shares of their lengths; degrees are plane enough over a street's length.</summary>
    private static (double First, double Second, GeoPoint Place)? Meeting(Piece a, Piece b)
    {
        var (ax, ay) = (a.To.Longitude - a.From.Longitude, a.To.Latitude - a.From.Latitude);
        var (bx, by) = (b.To.Longitude - b.From.Longitude, b.To.Latitude - b.From.Latitude);
        double cross = (ax * by) - (ay * bx);
        if (Math.Abs(cross) < 1e-14)
        {
            return null;
        }

        var (dx, dy) = (b.From.Longitude - a.From.Longitude, b.From.Latitude - a.From.Latitude);
        double first = ((dx * by) - (dy * bx)) / cross;
        double second = ((dx * ay) - (dy * ax)) / cross;
        return first is < -Touch or > 1 + Touch || second is < -Touch or > 1 + Touch
            ? null
            : (first, second, new(a.From.Longitude + (first * ax), a.From.Latitude + (first * ay), Datum.Wgs84));
    }

    /// <summary>A tenth of a metre: what lies nearer together is one crossing.</summary>
    private static (long East, long North) Place(GeoPoint point) => ((long)Math.Round(point.Longitude * 1e6), (long)Math.Round(point.Latitude * 1e6));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Degrees(long millionths) => (millionths / 1e6).ToString(CultureInfo.InvariantCulture);

    private sealed record Piece(GeoPoint From, GeoPoint To)
    {
        public List<(double Share, GeoPoint Place)> Joins { get; } = [];

        public IEnumerable<GeoPoint> Course => Joins.Append((0, From)).Append((1, To)).OrderBy(join => join.Item1).Select(join => join.Item2);
    }
}
