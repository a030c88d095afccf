namespace Doorstep.Rules.Siting;

/// <summary>A public station that is not run on the platform, as somebody wants it recorded; powers are of one pile.</summary>
public sealed record PublicStationDraft
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public string Operator { get; init; } = "";

    public string? Division { get; init; }

    /// <summary>In any datum.</summary>
    public required GeoPoint At { get; init; }

    public int FastPiles { get; init; }

    public int SlowPiles { get; init; }

    public Power FastPower { get; init; } = new(60_000);

    public Power SlowPower { get; init; } = new(7_000);

    public bool OpenToPublic { get; init; } = true;

    public string Source { get; init; } = "";

    /// <summary>
    /// Every fault: `public-station.no-piles`, `public-station.power-wrong` (fast 10–2,000 kW, slow 1–50 kW) and what <see cref="CensusChecks"/> refuses;
    /// none when it may be recorded.
    /// </summary>
    public IEnumerable<Refusal> Faults() =>
    [
        .. CensusChecks.Code(Code), .. CensusChecks.Name(Name), .. CensusChecks.Place(At),
        .. CensusChecks.Count("fast_piles", FastPiles), .. CensusChecks.Count("slow_piles", SlowPiles),
        .. FastPiles + (long)SlowPiles <= 0 ? [new("public-station.no-piles")] : Array.Empty<Refusal>(),
        .. FastPiles > 0 && FastPower.Watts is < 10_000 or > 2_000_000 ? [new("public-station.power-wrong", ("kilowatts", $"{FastPower.Kilowatts}"))] : Array.Empty<Refusal>(),
        .. SlowPiles > 0 && SlowPower.Watts is < 1_000 or > 50_000 ? [new("public-station.power-wrong", ("kilowatts", $"{SlowPower.Kilowatts}"))] : Array.Empty<Refusal>(),
    ];
}
