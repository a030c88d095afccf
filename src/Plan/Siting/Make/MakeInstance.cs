using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Make;

/// <summary>
/// Makes a siting problem of a given size from a seed: an invented city of neighbourhoods (two thirds of everything clusters in them), gated
/// communities with one to four gates, candidates of several kinds, and a few standing stations. For measurements and demonstrations.
/// </summary>
public static class MakeInstance
{
    private sealed record Kind(string Name, double Share, bool Inside, (int Low, int High) Bays, (double Low, double High) Kva, (double Low, double High) Cost);

    private static readonly Kind[] Kinds =
    [
        new("public-car-park", 0.25, false, (12, 60), (160, 800), (60_000, 220_000)),
        new("social-car-park", 0.20, false, (10, 40), (100, 630), (50_000, 180_000)),
        new("kerbside", 0.15, false, (4, 16), (60, 250), (25_000, 80_000)),
        new("shop-front", 0.10, false, (4, 14), (60, 315), (30_000, 90_000)),
        new("park-and-ride", 0.05, false, (30, 80), (400, 1250), (120_000, 300_000)),
        new("petrol-station", 0.05, false, (4, 10), (200, 630), (80_000, 200_000)),
        new("inside-community", 0.20, true, (6, 40), (60, 400), (30_000, 120_000)),
    ];

    /// <summary>The same shape gives the same problem, to the last digit.</summary>
    public static SitingProblem Run(InstanceShape shape)
    {
        var dice = new Dice(shape.Seed);
        var side = Math.Sqrt(shape.SquareKilometres) * 1000;
        var hoods = Enumerable.Range(0, Math.Max(1, shape.Communities / 25))
            .Select(_ => (X: dice.Between(0, side), Y: dice.Between(0, side), Spread: dice.Between(300, 900))).ToArray();
        (double X, double Y) Spot()
        {
            if (dice.Next() < 0.34)
            {
                return (dice.Between(0, side), dice.Between(0, side));
            }

            var (hx, hy, spread) = hoods[dice.Whole(0, hoods.Length - 1)];
            return (Math.Clamp(hx + (spread * dice.Normal()), 0, side), Math.Clamp(hy + (spread * dice.Normal()), 0, side));
        }

        var homes = Enumerable.Range(0, shape.Communities).Select(_ => Spot()).ToArray();

        // Surveyors look for sites where people live: three of four candidates lie near some community.
        (double X, double Y) SiteSpot()
        {
            if (dice.Next() < 0.25)
            {
                return Spot();
            }

            var (hx, hy) = homes[dice.Whole(0, homes.Length - 1)];
            return (Math.Clamp(hx + (280 * dice.Normal()), 0, side), Math.Clamp(hy + (280 * dice.Normal()), 0, side));
        }

        var communities = homes.Select((h, i) => MakeCommunity(i + 1, h, side, dice)).ToArray();
        var stations = Enumerable.Range(1, shape.Sites / 60).Select(i => MakeStation(i, Spot(), dice)).ToArray();
        var candidates = Enumerable.Range(1, shape.Sites).Select(i => MakeCandidate(i, SiteSpot(), side, dice)).ToArray();
        return new($"generated {shape.Communities}x{shape.Sites} seed {shape.Seed}", new(), communities, stations, candidates);
    }

    private static Community MakeCommunity(int number, (double X, double Y) at, double side, Dice dice)
    {
        var households = dice.Whole(200, 2_600);
        var vehicles = (int)(households * dice.Between(0.06, 0.24));
        var radius = Math.Sqrt(households * 45.0 / Math.PI);
        var gates = Enumerable.Range(0, dice.Whole(1, 4)).Select(_ =>
        {
            var angle = dice.Between(0, 2 * Math.PI);
            return Place(at.X + (radius * Math.Cos(angle)), at.Y + (radius * Math.Sin(angle)));
        }).ToArray();
        return new($"C{number:D5}", $"社区{number}", District(at, side), gates, vehicles)
        {
            Households = households,
            ParkingSpaces = (int)(households * dice.Between(0.3, 0.9)),
            PrivatePiles = (int)(vehicles * dice.Between(0.1, 0.7)),
        };
    }

    private static ExistingStation MakeStation(int number, (double X, double Y) at, Dice dice)
    {
        Dictionary<string, int> piles = new() { ["DC120"] = dice.Whole(2, 10) };
        if (dice.Next() < 0.5)
        {
            piles["AC7"] = dice.Whole(4, 20);
        }

        return new($"E{number:D5}", $"充电站{number}", Place(at.X, at.Y), piles);
    }

    private static Candidate MakeCandidate(int number, (double X, double Y) at, double side, Dice dice)
    {
        var roll = dice.Next();
        var kind = Kinds[0];
        foreach (var k in Kinds)
        {
            kind = k;
            if ((roll -= k.Share) < 0)
            {
                break;
            }
        }

        var offer = new SiteOffer(dice.Whole(kind.Bays.Low, kind.Bays.High), Math.Round(dice.Between(kind.Kva.Low, kind.Kva.High)), Math.Round(dice.Between(kind.Cost.Low, kind.Cost.High) / 100) * 100)
        {
            ExtraKva = dice.Next() < 0.5 ? 400 : 0,
            CostPerExtraKva = 600,
        };
        return new($"S{number:D5}", $"场所{number}", Place(at.X, at.Y), offer) { Kind = kind.Name, Inside = kind.Inside, District = District(at, side) };
    }

    private static string District((double X, double Y) at, double side) => $"D{(int)(at.X / side * 2.999) + (3 * (int)(at.Y / side * 1.999)) + 1}";

    /// <summary>Metres east and north of a corner in central China; six decimals, as survey files carry.</summary>
    private static GeoPoint Place(double x, double y) => new(
        Math.Round(114.8 + (x / (111_195 * Math.Cos(30.3 * Math.PI / 180))), 6), Math.Round(30.3 + (y / 111_195), 6), Datum.Wgs84);
}
