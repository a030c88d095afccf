using Doorstep.Rules.Stations;

namespace Doorstep.Web.Shell.Parts;

/// <summary>Which mark a state is shown under.</summary>
public static class Marks
{
    public static Mark Of(ConnectorState state) => state switch
    {
        ConnectorState.Free => Mark.Free,
        ConnectorState.Charging or ConnectorState.Suspended => Mark.Charging,
        ConnectorState.Plugged or ConnectorState.Finishing => Mark.Plugged,
        ConnectorState.Reserved => Mark.Reserved,
        ConnectorState.Unavailable => Mark.Paused,
        ConnectorState.Faulted => Mark.Fault,
        _ => Mark.Offline,
    };

    /// <summary>A station at a glance for the map: something free, all in use, or nothing that works.</summary>
    public static string OnMap(StationSummary summary, bool open) =>
        !open || summary.All.Working == 0 ? "offline" : summary.All.Free > 0 ? "free" : "full";
}
