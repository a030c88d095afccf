namespace Doorstep.Rules.Siting;

/// <summary>What was counted in a community on a day, and where the figures come from.</summary>
/// <param name="Vehicles">New-energy vehicles of the residents.</param>
public sealed record SurveyDraft(DateOnly On, string Source, int Households, int ParkingSpaces, int Vehicles, int PrivatePiles)
{
    /// <summary>More cars than this per household is a slip of the pen.</summary>
    private const int MostVehiclesPerHousehold = 5;

    public string Note { get; init; } = "";

    /// <summary>More private piles than vehicles: possible (a car was sold), but worth a second look.</summary>
    public bool MorePilesThanVehicles => PrivatePiles > Vehicles;

    /// <summary>Everything that is wrong with it on <paramref name="today"/>; nothing when it may be submitted.</summary>
    public IEnumerable<Refusal> Faults(DateOnly today)
    {
        Refusal[] counts =
        [
            .. CensusChecks.Count("households", Households), .. CensusChecks.Count("parking_spaces", ParkingSpaces),
            .. CensusChecks.Count("vehicles", Vehicles), .. CensusChecks.Count("private_piles", PrivatePiles),
        ];
        foreach (var fault in counts)
        {
            yield return fault;
        }

        if (counts.Length == 0 && Households > 0 && Vehicles > Households * MostVehiclesPerHousehold)
        {
            yield return new("survey.vehicles-many", ("vehicles", CensusChecks.Text(Vehicles)), ("households", CensusChecks.Text(Households)));
        }

        if (On > today || On < new DateOnly(2000, 1, 1))
        {
            yield return new("survey.day-wrong", ("day", $"{On:yyyy-MM-dd}"), ("today", $"{today:yyyy-MM-dd}"));
        }

        if (string.IsNullOrWhiteSpace(Source) || Source.Length > 200)
        {
            yield return new("survey.source-missing");
        }

        if (Note.Length > 500)
        {
            yield return new("survey.note-long");
        }
    }
}
