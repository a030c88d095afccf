using System.Globalization;
using Doorstep.Simulator.Devices.Ocpp;
using Doorstep.Wire.Ykc;
using PileProtocol = Doorstep.Rules.Stations.PileProtocol;

namespace Doorstep.Simulator.Devices;

/// <summary>What the cars of a fleet do.</summary>
public enum FleetConduct
{
    /// <summary>No car comes: piles are only connected.</summary>
    Idle,

    /// <summary>Cars come by the residents' rhythm, plug in and present a card.</summary>
    Cards,

    /// <summary>Cars come, plug in and wait to be started by the platform.</summary>
    Plugged,

    /// <summary>A car comes whenever the platform starts a pile without one.</summary>
    OnCall,
}

/// <summary>A fleet of virtual piles against one server: the settings of <c>doorstep piles</c>.</summary>
public sealed record FleetOptions
{
    public required PileProtocol Protocol { get; init; }

    public required int Count { get; init; }

    /// <summary>YKC: host:port. OCPP: ws://host:port/ocpp.</summary>
    public required string Server { get; init; }

    /// <summary>Id of pile n as a .NET format with {0}; null takes the protocol's usual one.</summary>
    public string? IdPattern { get; init; }

    public int FirstNumber { get; init; } = 1;

    /// <summary>Secret of pile n as a .NET format with {0} = number and {1} = id; null for none.</summary>
    public string? SecretPattern { get; init; }

    /// <summary>Piles that begin to connect per second; 0 connects all at once.</summary>
    public int RampPerSecond { get; init; } = 200;

    public int Seed { get; init; } = 1;

    /// <summary>How many times as fast as real time cars and batteries live.</summary>
    public double PaceFactor { get; init; } = 1;

    /// <summary>Share of DC piles, 0…1.</summary>
    public double DcShare { get; init; } = 0.2;

    public FleetConduct Conduct { get; init; }

    /// <summary>Cars per connector and simulated day.</summary>
    public double CarsPerDay { get; init; } = 2;

    /// <summary>Number of card n as a .NET format with {0}; null takes the protocol's usual one.</summary>
    public string? CardPattern { get; init; }

    public int Cards { get; init; } = 1000;

    public LinkRhythm Rhythm { get; init; } = new();

    public BadNetworkSetting? Network { get; init; }

    /// <summary>How the firmware of an OCPP fleet leaves the path of the standard.</summary>
    public FirmwareHabits Habits { get; init; } = new();

    /// <summary>How often the fleet looks at every pile, real time.</summary>
    public TimeSpan Pulse { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Between two summary lines, real time.</summary>
    public TimeSpan Summary { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ends by itself after this real time; null runs until stopped.</summary>
    public TimeSpan? Duration { get; init; }

    public string IdOf(int number) =>
        string.Format(CultureInfo.InvariantCulture, IdPattern ?? (Protocol == PileProtocol.Ykc ? "42070000{0:D6}" : "DS-{0:D6}"), number);

    public string? SecretOf(int number) => SecretPattern is null ? null : string.Format(CultureInfo.InvariantCulture, SecretPattern, number, IdOf(number));

    public string CardOf(int number) =>
        string.Format(CultureInfo.InvariantCulture, CardPattern ?? (Protocol == PileProtocol.Ykc ? "{0:D16}" : "CARD{0:D6}"), number);

    /// <summary>A sentence that says what to write instead, or null when the settings are sound.</summary>
    public string? Refusal()
    {
        if (Count is < 1 or > 100_000)
        {
            return $"--count must be between 1 and 100000, not {Count}.";
        }

        if (PaceFactor is <= 0 or > 3600 || double.IsNaN(PaceFactor))
        {
            return $"--pace must be above 0 and at most 3600, not {PaceFactor}.";
        }

        if (FirstNumber < 0 || FirstNumber > int.MaxValue - Count)
        {
            return $"--first must not be negative, and --first and --count together must stay below {int.MaxValue}; not {FirstNumber}.";
        }

        if (DcShare is not (>= 0 and <= 1) || CarsPerDay is not (>= 0 and <= 100_000) || RampPerSecond < 0 || Cards < 1)
        {
            return "--dc must be between 0 and 1, --cars between 0 and 100000, --ramp not negative, --cards-known at least 1.";
        }

        if (Rhythm.ChargingReport < TimeSpan.FromSeconds(1))
        {
            return $"--report must be at least 1 second, not {Rhythm.ChargingReport.TotalSeconds}.";
        }

        return Network?.Refusal() ?? PatternRefusal() ?? (Protocol == PileProtocol.Ykc ? YkcRefusal() : OcppRefusal());
    }

    /// <summary>The piles these settings ask for; the same seed gives the same piles.</summary>
    public IReadOnlyList<FleetMember> Members()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(FirstNumber, Count).Select(number => Member(number, random))];
    }

    private FleetMember Member(int number, Random random)
    {
        var id = IdOf(number);
        var spec = random.NextDouble() >= DcShare ? PileSpec.Ac7(id)
            : random.NextDouble() < 0.5 ? PileSpec.Dc60(id) : PileSpec.Dc120(id);
        return new FleetMember(spec with { MeterStartWh = random.Next(10_000, 90_000_000) }, Protocol, Server, SecretOf(number));
    }

    private string? PatternRefusal()
    {
        foreach (var (name, read) in new (string Name, Func<int, string?> Read)[] { ("--ids", IdOf), ("--secret", SecretOf), ("--card", CardOf) })
        {
            try
            {
                _ = read(FirstNumber);
            }
            catch (FormatException)
            {
                return $"{name} is text with {{0}} where the number belongs, for example DS-{{0:D6}}.";
            }
        }

        return Enumerable.Range(FirstNumber, Count).Select(IdOf).Distinct(StringComparer.Ordinal).Count() == Count
            ? null
            : $"--ids gives several piles the same id, '{IdOf(FirstNumber)}'; write {{0}} where the number belongs, for example DS-{{0:D6}}.";
    }

    private string? YkcRefusal()
    {
        if (!PileNumber.TryParse(IdOf(FirstNumber), out _) || !PileNumber.TryParse(IdOf(FirstNumber + Count - 1), out _))
        {
            return $"A YKC pile's id has 14 digits; '{IdOf(FirstNumber + Count - 1)}' has not. Write --ids 42070000{{0:D6}}.";
        }

        if (!Code8.TryParse(CardOf(Cards), out _))
        {
            return $"A YKC card has 16 hex digits; '{CardOf(Cards)}' has not. Write --card {{0:D16}}.";
        }

        return Uri.TryCreate("tcp://" + Server, UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, Port: > 0, AbsolutePath: "" or "/" }
            ? null
            : $"--server for YKC is host:port, not '{Server}'.";
    }

    private string? OcppRefusal() =>
        Uri.TryCreate(Server, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss"
            ? null
            : $"--server for OCPP is ws://host:port/ocpp, not '{Server}'.";
}
