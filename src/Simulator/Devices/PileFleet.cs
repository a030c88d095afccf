using Doorstep.Simulator.People;

namespace Doorstep.Simulator.Devices;

/// <summary>One pile of a fleet and its voice.</summary>
public sealed record FleetPile(VirtualPile Pile, IPileLink Link);

/// <summary>Many piles against one server, alive by one shared pulse: no thread and no timer per pile.</summary>
public sealed class PileFleet
{
    private readonly FleetOptions options;
    private readonly Pace pace;
    private readonly Dictionary<string, FleetPile> byId;
    private readonly Comings? comings;

    public PileFleet(FleetOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Refusal() is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(options));
        }

        this.options = options;
        pace = new Pace(time, options.PaceFactor);
        var random = new Random(options.Seed);
        Piles = [.. Enumerable.Range(0, options.Count).Select(i => Make(options.FirstNumber + i, random))];
        byId = Piles.ToDictionary(p => p.Pile.Spec.Id, StringComparer.Ordinal);
        comings = options.Conduct == FleetConduct.Idle ? null : new Comings(options, Piles, pace);
    }

    public IReadOnlyList<FleetPile> Piles { get; }

    public LinkTraffic Traffic { get; } = new();

    /// <summary>Connectors with a running session.</summary>
    public int Charging => Piles.Sum(p => p.Pile.Connectors.Count(c => c.Session is not null));

    public FleetPile? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Connects pile after pile and keeps all alive until cancelled; a bug in any link ends the fleet with its exception.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var links = Ramp(all);
        try
        {
            using var timer = new PeriodicTimer(options.Pulse, pace.Real);
            while (await timer.WaitForNextTickAsync(all.Token))
            {
                Beat();
            }
        }
        catch (OperationCanceledException)
        {
            // the end of a fleet is to be cancelled; a link's bug comes out below
        }

        await links;
    }

    /// <summary>One look at every pile: time passes for the busy ones, links with something due get their turn, cars come and go.</summary>
    public void Beat()
    {
        var now = pace.Real.GetUtcNow();
        comings?.Until(pace.GetUtcNow());
        foreach (var (pile, link) in Piles)
        {
            if (pile.Busy)
            {
                pile.Advance();
            }

            if (link.NextTurn <= now)
            {
                lock (pile.Gate)
                {
                    link.Turn(now);
                }
            }
        }
    }

    private FleetPile Make(int number, Random random)
    {
        var id = options.IdOf(number);
        var spec = random.NextDouble() >= options.DcShare ? PileSpec.Ac7(id)
            : random.NextDouble() < 0.5 ? PileSpec.Dc60(id) : PileSpec.Dc120(id);
        var pile = new VirtualPile(spec with { MeterStartWh = random.Next(10_000, 90_000_000) }, pace);
        var link = PileLinks.Open(options.Protocol, pile, new LinkSetting
        {
            Server = options.Server,
            Secret = options.SecretOf(number),
            Pace = pace,
            Rhythm = options.Rhythm,
            Network = options.Network,
            Habits = options.Habits,
            Seed = random.Next(),
            Traffic = Traffic,
        });
        return new FleetPile(pile, link);
    }

    private async Task Ramp(CancellationTokenSource all)
    {
        var started = pace.Real.GetTimestamp();
        var running = new List<Task>(Piles.Count);
        try
        {
            foreach (var (_, link) in Piles)
            {
                running.Add(Keep(link, all));
                var due = options.RampPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)running.Count / options.RampPerSecond);
                var early = due - pace.Real.GetElapsedTime(started);
                if (early > TimeSpan.FromMilliseconds(20))
                {
                    await Task.Delay(early, pace.Real, all.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // stopped while ramping
        }

        await Task.WhenAll(running);
    }

    private static async Task Keep(IPileLink link, CancellationTokenSource all)
    {
        try
        {
            // off the caller's stack, so that the ramp goes on while this one connects
            await Task.Yield();
            await link.Run(all.Token);
        }
        catch (OperationCanceledException) when (all.IsCancellationRequested)
        {
            // asked to end
        }
        catch
        {
            await all.CancelAsync();
            throw;
        }
    }
}
