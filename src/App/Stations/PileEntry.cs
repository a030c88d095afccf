using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>What a connection and a start need to know of a pile, kept in memory.</summary>
public sealed record PileEntry
{
    public required PileId Pile { get; init; }

    public required StationId Station { get; init; }

    public required string LinkName { get; init; }

    public required PileProtocol Protocol { get; init; }

    public required PileKind Kind { get; init; }

    public required Power RatedPower { get; init; }

    public required string Label { get; init; }

    public required string Vendor { get; init; }

    public required string Model { get; init; }

    /// <summary>Null for a pile that is bound to the first link it showed itself on.</summary>
    public required LinkSecret? Secret { get; init; }

    /// <summary>The mark of that first link; null until it was seen.</summary>
    public required string? FirstSeen { get; init; }

    public required bool OutOfService { get; init; }

    /// <summary>In order of their number.</summary>
    public required IReadOnlyList<ConnectorEntry> Connectors { get; init; }

    public ConnectorEntry? Connector(int number) => Connectors.FirstOrDefault(connector => connector.Number == number);

    /// <summary>True for a number no connector on record has; a pile whose connectors nobody recorded lacks none, and 0 is the pile as a whole.</summary>
    public bool Lacks(int connector) => connector > 0 && Connectors.Count > 0 && Connector(connector) is null;

    internal static PileEntry Of(PileRow row, IEnumerable<ConnectorRow> connectors) => new()
    {
        Pile = row.Id,
        Station = row.Station,
        LinkName = row.LinkName,
        Protocol = row.Protocol,
        Kind = row.Kind,
        RatedPower = row.RatedPower,
        Label = row.Label,
        Vendor = row.Vendor,
        Model = row.Model,
        Secret = row.SecretHash is null ? null : LinkSecret.Read(row.SecretHash),
        FirstSeen = row.FirstSeen,
        OutOfService = row.OutOfService,
        Connectors = [.. connectors.OrderBy(c => c.Number).Select(c => new ConnectorEntry(c.Number, c.MaxPower, c.Standard) { Bay = c.Bay })],
    };
}

public sealed record ConnectorEntry(int Number, Power MaxPower, string Standard)
{
    /// <summary>The bay it reaches; null where none was recorded.</summary>
    public long? Bay { get; init; }
}
