namespace Doorstep.Rules.Stations;

/// <summary>A pile as somebody wants it recorded.</summary>
public sealed record PileDraft
{
    public required PileId Id { get; init; }

    public required StationId Station { get; init; }

    /// <summary>What the pile calls itself on its link, 1…48 letters, digits and `-_.:`; empty for its number.</summary>
    public string LinkName { get; init; } = "";

    public required PileProtocol Protocol { get; init; }

    public required PileKind Kind { get; init; }

    public required Power RatedPower { get; init; }

    /// <summary>What each connector gives, in order; 1…20 of them.</summary>
    public required IReadOnlyList<Power> Connectors { get; init; }

    public string Label { get; init; } = "";

    public string Vendor { get; init; } = "";

    public string Model { get; init; } = "";

    public bool OutOfService { get; init; }

    /// <summary>The link's secret where the pile already has one, 16…40 printable characters; null to keep or to make one.</summary>
    public string? Secret { get; init; }

    /// <summary>True for an OCPP pile that has no secret: it is bound to the first link it shows itself on. YKC piles always are.</summary>
    public bool BoundOnFirstSight { get; init; }

    /// <summary>Everything that is wrong with it; nothing when it may be recorded.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (!PileNumber.Read(Id.Value).Granted)
        {
            yield return new("pile.number-wrong", ("number", Id.Value));
        }

        if (LinkName.Length > 48 || !LinkName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
        {
            yield return new("pile.link-name-wrong", ("name", LinkName));
        }

        if (Protocol is PileProtocol.Ykc && LinkName.Length > 0 && LinkName != Id.Value)
        {
            yield return new("pile.link-name-not-number", ("name", LinkName));
        }

        if (Label.Length > 60 || Vendor.Length > 60 || Model.Length > 60)
        {
            yield return new("pile.text-long");
        }

        if (RatedPower <= Power.Zero || RatedPower.Watts > 2_000_000)
        {
            yield return new("pile.power-wrong", ("kilowatts", $"{RatedPower.Kilowatts}"));
        }

        if (Connectors.Count is 0 or > 20 || Connectors.Any(power => power <= Power.Zero || power > RatedPower))
        {
            yield return new("pile.connectors-wrong", ("count", $"{Connectors.Count}"));
        }

        if (Secret is not null && (Secret.Length is < 16 or > 40 || !Secret.All(c => c is > ' ' and <= '~')))
        {
            yield return new("pile.secret-weak");
        }
    }
}
