using Doorstep.Simulator.Devices.Ocpp;
using PileProtocol = Doorstep.Rules.Stations.PileProtocol;

namespace Doorstep.Simulator.Devices;

/// <summary>One pile of a fleet to be built: what it is, how it speaks, and to whom.</summary>
public sealed record FleetMember(PileSpec Spec, PileProtocol Protocol, string Server, string? Secret);

/// <summary>What all piles of a fleet share.</summary>
public sealed record FleetSetting
{
    public required Pace Pace { get; init; }

    public LinkRhythm Rhythm { get; init; } = new();

    public BadNetworkSetting? Network { get; init; }

    public FirmwareHabits Habits { get; init; } = new();

    public int Seed { get; init; } = 1;

    /// <summary>Piles that begin to connect per second; 0 connects all at once.</summary>
    public int RampPerSecond { get; init; } = 200;

    /// <summary>How often the fleet looks at every pile, real time.</summary>
    public TimeSpan Pulse { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Cards every pile accepts while it has no link.</summary>
    public IReadOnlyList<string> OfflineCards { get; init; } = [];
}
