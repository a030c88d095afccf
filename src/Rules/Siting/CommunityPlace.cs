namespace Doorstep.Rules.Siting;

/// <summary>A gate through which people walk.</summary>
public sealed record GatePlace(string Label, GeoPoint At);

/// <summary>A community's place as somebody wants it recorded: where it lies, its edge, its gates. What lives in it is a <see cref="SurveyDraft"/>.</summary>
public sealed record CommunityPlace
{
    /// <summary>A gate farther than this from the edge belongs to another place, or to another datum.</summary>
    public static readonly Metres FarthestGate = new(2_000);

    /// <summary>Letters, digits and '-', 1…32; it never changes.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public string EnglishName { get; init; } = "";

    /// <summary>Code of the street it lies in.</summary>
    public required string Division { get; init; }

    /// <summary>In any datum; null takes the middle of the boundary or of the gates.</summary>
    public GeoPoint? Centre { get; init; }

    /// <summary>WGS-84; null where only a point is known.</summary>
    public Outline? Boundary { get; init; }

    /// <summary>In any datum.</summary>
    public IReadOnlyList<GatePlace> Gates { get; init; } = [];

    /// <summary>Where it is written on a map: its centre, else the middle of its boundary, else its first gate; null when it has no place.</summary>
    public GeoPoint? Middle => Centre ?? (Boundary is { Closed: true } edge ? edge.Middle : Gates.Count > 0 ? Gates[0].At : null);

    /// <summary>Everything that is wrong with it; nothing when it may be recorded.</summary>
    public IEnumerable<Refusal> Faults() =>
    [
        .. CensusChecks.Code(Code), .. CensusChecks.Name(Name),
        .. Boundary is { Closed: false } ? [new("place.boundary-open")] : Middle is { } middle ? CensusChecks.Place(middle) : [new("place.missing")],
        .. Gates.SelectMany(gate => GateFaults(gate, Boundary)),
    ];

    /// <summary>What is wrong with a gate of a community whose edge is known or not.</summary>
    public static IEnumerable<Refusal> GateFaults(GatePlace gate, Outline? boundary)
    {
        foreach (var fault in CensusChecks.Place(gate.At))
        {
            yield return fault;
            yield break;
        }

        if (boundary is { Closed: true } && boundary.Outside(gate.At) is var outside && outside > FarthestGate)
        {
            yield return new(
                "gate.outside",
                ("longitude", CensusChecks.Text(gate.At.Longitude)),
                ("latitude", CensusChecks.Text(gate.At.Latitude)),
                ("kilometres", (outside.Value / 1000).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }
}
