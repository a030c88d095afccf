namespace Doorstep.Simulator.Devices;

/// <summary>One pile of a fleet and its voice.</summary>
public sealed record FleetPile(VirtualPile Pile, IPileLink Link);

/// <summary>Many piles against one server, alive by one shared pulse: no thread and no timer per pile.</summary>
public sealed class PileFleet
{
    private readonly FleetSetting setting;
    private readonly Dictionary<string, FleetPile> byId;

    public PileFleet(IReadOnlyList<FleetMember> members, FleetSetting setting)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(setting);
        this.setting = setting;
        var random = new Random(setting.Seed);
        Piles = [.. members.Select(m => Make(m, random.Next()))];
        byId = Piles.ToDictionary(p => p.Pile.Spec.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<FleetPile> Piles { get; }

    public LinkTraffic Traffic { get; } = new();

    /// <summary>Connectors with a running session.</summary>
    public int Charging => Piles.Sum(p => p.Pile.Connectors.Count(c => c.Session is not null));

    /// <summary>Called at every pulse with the simulated moment, before time passes for the piles: cars may come and go here.</summary>
    public Action<DateTimeOffset>? AtBeat { get; set; }

    public FleetPile? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Connects pile after pile and keeps all alive until cancelled; a bug in any link ends the fleet with its exception.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var links = Ramp(all);
        try
        {
            using var timer = new PeriodicTimer(setting.Pulse, setting.Pace.Real);
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
        var now = setting.Pace.Real.GetUtcNow();
        AtBeat?.Invoke(setting.Pace.GetUtcNow());
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

    private FleetPile Make(FleetMember member, int seed)
    {
        var pile = new VirtualPile(member.Spec, setting.Pace);
        var link = PileLinks.Open(member.Protocol, pile, new LinkSetting
        {
            Server = member.Server,
            Secret = member.Secret,
            Pace = setting.Pace,
            Rhythm = setting.Rhythm,
            Network = setting.Network,
            Habits = setting.Habits,
            Seed = seed,
            Traffic = Traffic,
            OfflineCards = setting.OfflineCards,
        });
        return new FleetPile(pile, link);
    }

    private async Task Ramp(CancellationTokenSource all)
    {
        var started = setting.Pace.Real.GetTimestamp();
        var running = new List<Task>(Piles.Count);
        try
        {
            foreach (var (_, link) in Piles)
            {
                running.Add(Keep(link, all));
                var due = setting.RampPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)running.Count / setting.RampPerSecond);
                var early = due - setting.Pace.Real.GetElapsedTime(started);
                if (early > TimeSpan.FromMilliseconds(20))
                {
                    await Task.Delay(early, setting.Pace.Real, all.Token);
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
