using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>What everybody may know of a station, kept in memory.</summary>
public sealed record StationEntry
{
    public required StationId Id { get; init; }

    public required OrganisationId Provider { get; init; }

    public required string Name { get; init; }

    public required string EnglishName { get; init; }

    public required string Address { get; init; }

    public required string Directions { get; init; }

    /// <summary>WGS-84.</summary>
    public required GeoPoint At { get; init; }

    public required string? Division { get; init; }

    public required Power GridLimit { get; init; }

    public required Opening Opening { get; init; }

    public required bool Sheltered { get; init; }

    public required string? Phone { get; init; }

    public required bool Demonstration { get; init; }

    internal static StationEntry Of(StationRow row) => new()
    {
        Id = row.Id,
        Provider = row.Provider,
        Name = row.Name,
        EnglishName = row.EnglishName,
        Address = row.Address,
        Directions = row.Directions,
        At = new(row.Longitude, row.Latitude, Datum.Wgs84),
        Division = row.Division,
        GridLimit = row.GridLimit,
        Opening = new(row.State, row.OpensAt, row.ClosesAt, row.OpenToPublic),
        Sheltered = row.Sheltered,
        Phone = row.Phone,
        Demonstration = row.Demonstration,
    };
}
