using Doorstep.Simulator.Devices.Ocpp;

namespace Doorstep.Simulator.Devices;

/// <summary>How a link speaks; every span is real time, so that a fast demonstration does not flood its server.</summary>
public sealed record LinkRhythm
{
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Readings of an idle gun.</summary>
    public TimeSpan IdleReport { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Readings of a charging gun.</summary>
    public TimeSpan ChargingReport { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two sendings of an unanswered record.</summary>
    public TimeSpan RecordRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sendings of a record on one connection.</summary>
    public int RecordTries { get; init; } = 3;

    /// <summary>How long an answer may take.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause before connecting again; it doubles up to the longest.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Where and how a pile's link connects.</summary>
public sealed record LinkSetting
{
    /// <summary>YKC: host:port. OCPP: ws://host:port/ocpp, to which the link adds the pile's id.</summary>
    public required string Server { get; init; }

    /// <summary>Password of the pile, where the protocol has one.</summary>
    public string? Secret { get; init; }

    public required Pace Pace { get; init; }

    public LinkRhythm Rhythm { get; init; } = new();

    /// <summary>Null for a perfect network.</summary>
    public BadNetworkSetting? Network { get; init; }

    /// <summary>The link's own seed; the fleet gives each pile another.</summary>
    public int Seed { get; init; }

    public LinkTraffic Traffic { get; init; } = new();

    /// <summary>How an OCPP firmware leaves the path of the standard.</summary>
    public FirmwareHabits Habits { get; init; } = new();

    /// <summary>Cards the pile accepts while it has no link.</summary>
    public IReadOnlyList<string> OfflineCards { get; init; } = [];
}
