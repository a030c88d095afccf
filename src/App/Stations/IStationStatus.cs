using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>What is known of a station's connectors at this moment; answered from memory by whoever owns live state.</summary>
public interface IStationStatus
{
    /// <summary>Null while nothing is known of the station.</summary>
    StationSummary? Look(StationId station);
}

/// <summary>Stands in where no live state runs: an import command, a test.</summary>
internal sealed class NoStationStatus : IStationStatus
{
    public StationSummary? Look(StationId station) => null;
}
