using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Web.Shell.Parts;

/// <summary>What a chart shows; drawn by the island `door-chart`. Names are words already, figures are in the unit named.</summary>
/// <param name="X">What the first figure of a point is: milliseconds since 1970 for time.</param>
public sealed record ChartFacts(ChartKind Kind, ChartAxis X, IReadOnlyList<ChartSeries> Series)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>One per category, for <see cref="ChartAxis.Category"/>.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Of the axis on the left and, where there is one, on the right.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>Lines drawn across and named.</summary>
    public IReadOnlyList<ChartLimit>? Limits { get; init; }

    public double? Now { get; init; }

    /// <summary>What the figures along the x axis are, where the axis does not say it itself.</summary>
    public string? XName { get; init; }

    /// <summary>True where the axis begins near the least figure: for lines whose distance is what matters, never for bars.</summary>
    public bool Close { get; init; }

    public int Decimals { get; init; } = 1;

    public string Json() => JsonSerializer.Serialize(this, Written);

    public JsonElement Element() => JsonSerializer.SerializeToElement(this, Written);

    public static double At(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}

public enum ChartKind
{
    Line,
    Step,
    Bar,
}

public enum ChartAxis
{
    Time,
    Number,
    Category,
}

/// <summary>The token a line is drawn in.</summary>
public enum ChartTone
{
    Go,
    Info,
    Soon,
    Stop,
    Muted,
}

/// <param name="Points">Pairs of x and y; a null y is a gap.</param>
/// <param name="Axis">1 for the axis on the right.</param>
public sealed record ChartSeries(string Name, string Unit, IReadOnlyList<double?[]> Points, ChartTone Tone = ChartTone.Go, bool Area = false, int Axis = 0);

public sealed record ChartLimit(string Name, double Value, ChartTone Tone = ChartTone.Stop);
