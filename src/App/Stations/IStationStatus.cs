using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>What is known of a station's connectors at this moment; answered from memory by whoever owns live state.</summary>
public interface IStationStatus
{
    /// <summary>Null while nothing is known of the station.</summary>
    StationSummary? Look(StationId station);

    /// <summary>Asks the owners of those stations nobody looked at lately, so that the first reader is not told that nothing is known; gives up after a second, and what is still unknown stays so.</summary>
    Task Know(IEnumerable<StationId> stations, CancellationToken ct);
}

/// <summary>Stands in where no live state runs: an import command, a test.</summary>
internal sealed class NoStationStatus : IStationStatus
{
    public StationSummary? Look(StationId station) => null;

    public Task Know(IEnumerable<StationId> stations, CancellationToken ct) => Task.CompletedTask;
}
