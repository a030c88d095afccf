namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>How far every point is from the sites, in one of three shapes.</summary>
public abstract record Reach
{
    private Reach()
    {
    }

    /// <summary>A full table, point-major: entry [point × sites + site].</summary>
    /// <param name="Values">Finite, ≥ 0; +∞ where a site cannot serve a point.</param>
    /// <param name="Whole">True when a value is the cost of serving the point's whole demand, false when it is a distance per unit of demand.</param>
    public sealed record Table(double[] Values, bool Whole) : Reach;

    /// <summary>Positions in a plane; the distance is Euclidean.</summary>
    public sealed record Plane(double[] PointX, double[] PointY, double[] SiteX, double[] SiteY) : Reach;

    /// <summary>Only the pairs that exist, in compressed rows by point; `Start` has one entry more than there are points.</summary>
    public sealed record Arcs(int[] Start, int[] Site, double[] Distance) : Reach;
}

/// <summary>Points, sites and what lies between them, as a file of one of the published formats gives it.</summary>
public sealed record LocationInput
{
    /// <summary>Names of the points, in file order.</summary>
    public required IReadOnlyList<string> Points { get; init; }

    /// <summary>Names of the sites, in file order.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>Demand of every point, ≥ 0; 1 where the format has none.</summary>
    public required double[] Demand { get; init; }

    /// <summary>Opening cost of every site, ≥ 0; null where the format has none.</summary>
    public double[]? Opening { get; init; }

    /// <summary>Capacity of every site in units of demand, &gt; 0; null where the format has none.</summary>
    public double[]? Capacity { get; init; }

    /// <summary>Sites to open, when the file says so.</summary>
    public int? Count { get; init; }

    /// <summary>Distances or costs.</summary>
    public required Reach Reach { get; init; }
}

/// <summary>What came of reading a file.</summary>
public abstract record LocationReading
{
    private LocationReading()
    {
    }

    /// <summary>The file was whole.</summary>
    public sealed record Read(LocationInput Input) : LocationReading;

    /// <summary>The file was not, and why: the sentence names file, line and what was expected.</summary>
    public sealed record Unreadable(string File, int Line, string Sentence) : LocationReading;
}
