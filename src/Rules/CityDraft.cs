using Doorstep.Rules.Pricing;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;

namespace Doorstep.Rules;

/// <summary>A whole city before its first day, as records without ids: what a generator makes and the store takes.</summary>
public sealed record CityDraft
{
    /// <summary>True where nothing in it exists outside the demonstration.</summary>
    public required bool Demonstration { get; init; }

    public IReadOnlyList<DivisionDraft> Divisions { get; init; } = [];

    public IReadOnlyList<CommunityDraft> Communities { get; init; } = [];

    public IReadOnlyList<MapFeatureDraft> Features { get; init; } = [];

    /// <summary>The city's own office, which owns the tariffs; null where it is recorded already.</summary>
    public ProviderDraft? Office { get; init; }

    public IReadOnlyList<ProviderDraft> Providers { get; init; } = [];

    public IReadOnlyList<Tariff> Tariffs { get; init; } = [];

    public IReadOnlyList<SiteDraft> Sites { get; init; } = [];

    public IReadOnlyList<ResidentDraft> Residents { get; init; } = [];

    public IReadOnlyList<PastSurvey> Surveys { get; init; } = [];

    public IReadOnlyList<PublicStationDraft> PublicStations { get; init; } = [];

    public IReadOnlyList<CandidateDraft> Candidates { get; init; } = [];

    public IReadOnlyList<FeederDraft> Feeders { get; init; } = [];
}

/// <summary>A survey made so many days before the city's first.</summary>
/// <param name="Survey">Its day is the day of the city's founding; it is moved back by <paramref name="DaysAgo"/>.</param>
public sealed record PastSurvey(string Community, int DaysAgo, SurveyState State, SurveyDraft Survey);

/// <summary>An administrative division by its official code (6, 9 or 12 digits) and the code above it.</summary>
public sealed record DivisionDraft(string Code, string Name, string EnglishName, string? Parent);

/// <summary>A residential community: its edge (closed ring, WGS-84), the gates on that edge, and how many live there.</summary>
public sealed record CommunityDraft
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string EnglishName { get; init; }

    /// <summary>The street it belongs to.</summary>
    public required string Division { get; init; }

    public required GeoPoint Centre { get; init; }

    public required IReadOnlyList<GeoPoint> Boundary { get; init; }

    public required IReadOnlyList<GeoPoint> Gates { get; init; }

    public required int Households { get; init; }
}

/// <summary>A line or area of the base map.</summary>
/// <param name="Layer">`street`, `river`, `lake`, `green`.</param>
/// <param name="Line">A street's course, or the closed ring of an area; WGS-84.</param>
/// <param name="Area">True for a closed ring that is filled.</param>
public sealed record MapFeatureDraft(string Layer, string Name, IReadOnlyList<GeoPoint> Line, bool Area);

/// <summary>An organisation: a pilot project's provider, or the city's office.</summary>
public sealed record ProviderDraft(OrganisationId Id, string Name, string EnglishName, string? CreditCode);

/// <summary>A station with what stands on it and the tariff it charges.</summary>
public sealed record SiteDraft(StationDraft Station, IReadOnlyList<PileDraft> Piles, IReadOnlyList<BayDraft> Bays, string TariffCode);

/// <summary>A resident or driver.</summary>
/// <param name="Phone">Normalised, +86 and eleven digits.</param>
/// <param name="Community">Where he lives; null for a driver from elsewhere.</param>
/// <param name="Agreement">Whether he has signed the agreement.</param>
public sealed record ResidentDraft(string Phone, string Name, string? Community, bool Agreement, IReadOnlyList<VehicleDraft> Vehicles)
{
    /// <summary>Cards he may start with, upper case.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];
}

/// <summary>A car and the energy its battery holds.</summary>
public sealed record VehicleDraft(string Plate, string Model, Energy Battery);
