namespace Doorstep.Rules.Siting;

/// <summary>A candidate site 场所 as somebody wants it recorded.</summary>
public sealed record CandidateDraft
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public SiteKind Kind { get; init; }

    public string Owner { get; init; } = "";

    public LandRight LandRight { get; init; }

    public string? Division { get; init; }

    /// <summary>In any datum.</summary>
    public required GeoPoint At { get; init; }

    /// <summary>Parking bays that may get a pile; at least 1.</summary>
    public int Bays { get; init; }

    public double FreeKva { get; init; }

    /// <summary>What an extension of the supply could add, and the price of each kVA of it.</summary>
    public double ExtraKva { get; init; }

    public Money ExtraKvaCost { get; init; }

    /// <summary>Cost before the first pile.</summary>
    public Money FixedCost { get; init; }

    /// <summary>Cost of a pile in CNY by pile type, where this site differs from the usual.</summary>
    public IReadOnlyDictionary<string, double> PileCosts { get; init; } = new Dictionary<string, double>();

    public bool Inside { get; init; }

    public string? Feeder { get; init; }

    public string Source { get; init; } = "";

    /// <summary>Every fault: `site.no-bays`, `site.no-power` and what <see cref="CensusChecks"/> refuses; none when it may be recorded.</summary>
    public IEnumerable<Refusal> Faults() =>
    [
        .. CensusChecks.Code(Code), .. CensusChecks.Name(Name), .. CensusChecks.Place(At),
        .. Bays == 0 ? [new("site.no-bays")] : CensusChecks.Count("bays", Bays, 1),
        .. CensusChecks.Amount("free_kva", FreeKva), .. CensusChecks.Amount("extra_kva", ExtraKva),
        .. CensusChecks.Amount("fixed_cost", (double)FixedCost.Yuan), .. CensusChecks.Amount("extra_kva_cost", (double)ExtraKvaCost.Yuan),
        .. PileCosts.SelectMany(cost => CensusChecks.Amount($"cost:{cost.Key}", cost.Value)),
        .. FreeKva + ExtraKva <= 0 ? [new("site.no-power")] : Array.Empty<Refusal>(),
    ];
}

/// <summary>A feeder or transformer as somebody wants it recorded: what it can still give all sites on it together.</summary>
public sealed record FeederDraft(string Code, string Name, string? Division, double LimitKva, string Source)
{
    /// <summary>Every fault: `feeder.no-limit` and what <see cref="CensusChecks"/> refuses; none when it may be recorded.</summary>
    public IEnumerable<Refusal> Faults() =>
    [
        .. CensusChecks.Code(Code), .. CensusChecks.Name(Name), .. CensusChecks.Amount("limit_kva", LimitKva),
        .. LimitKva == 0 ? [new("feeder.no-limit")] : Array.Empty<Refusal>(),
    ];
}
