using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Store.Rows;

/// <summary>A district, street or community of the city by its official code (6, 9 or 12 digits).</summary>
public sealed class DivisionRow
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    public required string EnglishName { get; set; }

    public string? Parent { get; set; }
}

/// <summary>A residential community 居住区: where people live, with its boundary; its gates and surveys are rows of their own; coordinates WGS-84.</summary>
public sealed class CommunityRow
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    public required string EnglishName { get; set; }

    /// <summary>The division it lies in.</summary>
    public required string Division { get; set; }

    public double Longitude { get; set; }

    public double Latitude { get; set; }

    /// <summary>GeoJSON polygon; null where only the centre is known.</summary>
    public string? Boundary { get; set; }

    public bool Demonstration { get; set; }
}

/// <summary>A feature of the base map drawn from our own data: street, river, lake, green.</summary>
public sealed class MapFeatureRow
{
    public required long Id { get; init; }

    public required string Layer { get; init; }

    public string Name { get; init; } = "";

    /// <summary>GeoJSON geometry, WGS-84.</summary>
    public required string Geometry { get; init; }
}

public sealed class StationRow
{
    public required StationId Id { get; init; }

    public required OrganisationId Provider { get; set; }

    public required string Name { get; set; }

    public string EnglishName { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>How to get in: gate, floor, landmark.</summary>
    public string Directions { get; set; } = "";

    /// <summary>WGS-84 degrees; other datums are converted at the door.</summary>
    public double Longitude { get; set; }

    public double Latitude { get; set; }

    public string? Division { get; set; }

    public Power GridLimit { get; set; }

    public StationState State { get; set; }

    public bool OpenToPublic { get; set; } = true;

    /// <summary>Local opening hours; both null for day and night, the second not after the first for hours over midnight.</summary>
    public TimeOnly? OpensAt { get; set; }

    public TimeOnly? ClosesAt { get; set; }

    public bool Sheltered { get; set; }

    public string? Phone { get; set; }

    public bool Demonstration { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Machine time of the last change to the station or its bays; other nodes look for what is newer than they know.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

public sealed class PileRow
{
    public required PileId Id { get; init; }

    public required StationId Station { get; set; }

    /// <summary>What the pile calls itself on its link: the OCPP charge point id, or the pile number itself for YKC.</summary>
    public required string LinkName { get; set; }

    public required PileProtocol Protocol { get; set; }

    public required PileKind Kind { get; set; }

    public required Power RatedPower { get; set; }

    public string Label { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string Model { get; set; } = "";

    public string Firmware { get; set; } = "";

    /// <summary>Hash of the link's secret; null: bound to what it showed when it was first seen (<see cref="FirstSeen"/>).</summary>
    public string? SecretHash { get; set; }

    /// <summary>First-seen binding: network address or SIM for links without a secret.</summary>
    public string? FirstSeen { get; set; }

    public bool OutOfService { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Machine time of the last change to the pile or its connectors.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

public sealed class ConnectorRow
{
    public required PileId Pile { get; init; }

    public required int Number { get; init; }

    public required Power MaxPower { get; set; }

    public string Standard { get; set; } = "GB/T 20234.3";

    public long? Bay { get; set; }
}

public sealed class BayRow
{
    public required long Id { get; init; }

    public required StationId Station { get; init; }

    public required string Label { get; set; }

    public BayZone Zone { get; set; }

    public bool HasLock { get; set; }

    public bool HasCamera { get; set; }
}
