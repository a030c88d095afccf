namespace Doorstep.Rules.Stations;

/// <summary>A station as somebody wants it recorded.</summary>
public sealed record StationDraft
{
    /// <summary>Letters, digits and '-', 1…32; it never changes.</summary>
    public required StationId Id { get; init; }

    public required OrganisationId Provider { get; init; }

    public required string Name { get; init; }

    public string EnglishName { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>How to get in: gate, floor, landmark.</summary>
    public string Directions { get; init; } = "";

    public required GeoPoint At { get; init; }

    /// <summary>Code of the street or community it lies in.</summary>
    public string? Division { get; init; }

    /// <summary>What the grid connection allows; more than 0.</summary>
    public required Power GridLimit { get; init; }

    /// <summary>Both null for day and night.</summary>
    public TimeOnly? OpensAt { get; init; }

    public TimeOnly? ClosesAt { get; init; }

    public bool ToPublic { get; init; } = true;

    public bool Sheltered { get; init; }

    public string? Phone { get; init; }

    /// <summary>Everything that is wrong with it; nothing when it may be recorded.</summary>
    public IEnumerable<Refusal> Faults()
    {
        if (Id.Value.Length is 0 or > 32 || !Id.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            yield return new("station.code-wrong", ("code", Id.Value));
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 100)
        {
            yield return new("station.name-missing");
        }

        if (EnglishName.Length > 100 || Address.Length > 200 || Directions.Length > 500 || Phone?.Length > 40 || Division?.Length > 32)
        {
            yield return new("station.text-long");
        }

        // Latitude and longitude exchanged, metres instead of degrees, 0/0: all fall outside the country.
        if (At.Longitude is not (>= 73 and <= 136) || At.Latitude is not (>= 3 and <= 54))
        {
            yield return new("station.position-wrong", ("longitude", $"{At.Longitude}"), ("latitude", $"{At.Latitude}"));
        }

        if (GridLimit <= Power.Zero || GridLimit.Watts > 100_000_000)
        {
            yield return new("station.grid-limit-wrong", ("kilowatts", $"{GridLimit.Kilowatts}"));
        }

        if (OpensAt is null != ClosesAt is null)
        {
            yield return new("station.hours-wrong");
        }
    }
}
