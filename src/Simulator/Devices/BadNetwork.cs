namespace Doorstep.Simulator.Devices;

/// <summary>How bad a network is: chances per message 0…1, spans in real time.</summary>
public sealed record BadNetworkSetting
{
    public TimeSpan LeastDelay { get; init; }

    public TimeSpan MostDelay { get; init; }

    public double Drop { get; init; }

    public double Duplicate { get; init; }

    /// <summary>Only the first part of the message arrives.</summary>
    public double Truncate { get; init; }

    /// <summary>A message is overtaken by the next one; only used by links whose protocol allows it.</summary>
    public double Reorder { get; init; }

    /// <summary>The connection breaks at this message.</summary>
    public double Cut { get; init; }

    /// <summary>Mean span between offline periods; null for none.</summary>
    public TimeSpan? OfflineEvery { get; init; }

    /// <summary>Mean length of an offline period.</summary>
    public TimeSpan OfflineFor { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A sentence that says what to write instead, or null when the network can be played.</summary>
    public string? Refusal() =>
        MostDelay < LeastDelay || LeastDelay < TimeSpan.Zero || MostDelay > TimeSpan.FromHours(1)
            ? "--bad-delay-ms must be between 0 and 3600000."
            : new[] { Drop, Duplicate, Truncate, Reorder, Cut }.Any(share => share is not (>= 0 and <= 1))
                ? "--bad-drop, --bad-duplicate and --bad-truncate are shares between 0 and 1; 0.05 is every twentieth message."
                : null;
}

/// <summary>One thing the network does with a message: wait, then carry these bytes.</summary>
public readonly record struct Passage(ReadOnlyMemory<byte> Bytes, TimeSpan Delay);

/// <summary>Decides by a seed what becomes of each message of one direction of one link.</summary>
public sealed class BadNetwork(BadNetworkSetting setting, int seed)
{
    private readonly Random random = new(seed);
    private ReadOnlyMemory<byte>? held;

    /// <summary>The bytes to carry now, in order (none: lost); null when the connection breaks here.</summary>
    public IReadOnlyList<Passage>? Carry(ReadOnlyMemory<byte> message)
    {
        // every message takes the same number of draws, so one chance does not shift the others
        var (cut, drop, twice, shorter, later) = (Draw(setting.Cut), Draw(setting.Drop), Draw(setting.Duplicate), Draw(setting.Truncate), Draw(setting.Reorder));
        var share = random.NextDouble();
        var delay = setting.LeastDelay + (setting.MostDelay - setting.LeastDelay) * random.NextDouble();
        if (cut)
        {
            held = null;
            return null;
        }

        if (later && held is null && message.Length > 0)
        {
            held = message;
            return [];
        }

        List<Passage> passages = [];
        if (!drop)
        {
            var bytes = shorter ? message[..(int)(message.Length * share)] : message;
            passages.Add(new Passage(bytes, delay));
            if (twice)
            {
                passages.Add(new Passage(bytes, TimeSpan.Zero));
            }
        }

        if (held is { } overtaken)
        {
            passages.Add(new Passage(overtaken, TimeSpan.Zero));
            held = null;
        }

        return passages;
    }

    private bool Draw(double chance) => random.NextDouble() < chance;
}
