using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Devices;

/// <summary>Who asked for a session.</summary>
public enum StartedBy
{
    Platform,
    Card,

    /// <summary>A card known to the pile, while it had no link.</summary>
    OfflineCard,

    Vin,

    /// <summary>Plugging in is enough.</summary>
    Plug,
}

/// <summary>An order to begin; <see cref="PlatformId"/> is the platform's own number where the protocol gives one with the order.</summary>
public sealed record StartOrder(StartedBy By, string? PlatformId, string? Card)
{
    /// <summary>The pile ends the session after this energy; null for no limit.</summary>
    public long? EnergyLimitWh { get; init; }

    /// <summary>Without a car the order waits this long (simulated time) for a plug; zero refuses at once.</summary>
    public TimeSpan WaitForPlug { get; init; }

    /// <summary>Anything the link wants to find again at its session.</summary>
    public object? LinkState { get; init; }
}

/// <summary>What became of an order to begin.</summary>
public enum StartOutcome
{
    Started,

    /// <summary>Remembered until a car is plugged in or the waiting time is over.</summary>
    Waiting,

    NotPlugged,
    AlreadyCharging,
    Faulted,
    OutOfService,
    ReservedForOther,
    NoSuchConnector,
}

/// <summary>What became of an order to stop.</summary>
public enum StopOutcome
{
    Stopped,
    NotCharging,
    NoSuchConnector,
}

/// <summary>What became of pulling a gun.</summary>
public enum PlugOutOutcome
{
    Done,
    Locked,
    NotPlugged,
}

/// <summary>Register at a moment: at the begin, at every half hour of the clock, and at the end.</summary>
public readonly record struct MeterMark(DateTimeOffset At, double Wh);

/// <summary>One charge at one connector, from order to end; times are simulated, energies in Wh at the meter.</summary>
public sealed class ChargeSession
{
    private readonly List<MeterMark> marks = [];

    internal ChargeSession(VirtualConnector connector, StartOrder order, Car car, MeterMark begin, long ordinal)
    {
        Connector = connector;
        Order = order;
        Car = car;
        Ordinal = ordinal;
        PlatformId = order.PlatformId;
        marks.Add(begin);
    }

    public VirtualConnector Connector { get; }

    public StartOrder Order { get; }

    public Car Car { get; }

    /// <summary>Number of the session at its pile, from 1, kept over restarts.</summary>
    public long Ordinal { get; }

    /// <summary>The platform's number; a link sets it when the platform answers later.</summary>
    public string? PlatformId { get; set; }

    /// <summary>Register at begin, every half hour, and after the end also at the end.</summary>
    public IReadOnlyList<MeterMark> Marks => marks;

    public DateTimeOffset Began => marks[0].At;

    public double MeterStartWh => marks[0].Wh;

    /// <summary>Set once at the end.</summary>
    public DateTimeOffset? Ended { get; private set; }

    public StopCause? Cause { get; private set; }

    /// <summary>Register at the end, or now while it runs.</summary>
    public double MeterWh => Ended is null ? Connector.RegisterWh : marks[^1].Wh;

    public double EnergyWh => MeterWh - MeterStartWh;

    internal void Mark(MeterMark mark) => marks.Add(mark);

    internal void End(MeterMark end, StopCause cause)
    {
        marks.Add(end);
        Ended = end.At;
        Cause = cause;
    }
}
