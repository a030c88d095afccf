using System.Runtime.CompilerServices;
using Doorstep.Machine;
using Doorstep.Simulator.Devices;
using Doorstep.Simulator.Devices.Ykc;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Simulator.Tests.Devices.Ykc;

/// <summary>A platform and one pile with a real socket between them, on a clock that the test turns.</summary>
internal sealed class Street : IAsyncDisposable
{
    /// <summary>Turned time runs ahead of the sockets, so only the test of heartbeats lets the link listen for them.</summary>
    public static readonly LinkRhythm Deaf = new() { Heartbeat = TimeSpan.FromDays(1) };

    // while waiting for sockets, turned time passes this much faster than real time
    private const int Haste = 20;
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly Task running;

    public Street(PileSpec spec, string? offlineCard = null, bool refuses = false, BadNetworkSetting? network = null, LinkRhythm? rhythm = null)
    {
        Peer.RefusesLogin = refuses;
        Pace = new Pace(time);
        Pile = new VirtualPile(spec, Pace);
        Link = new YkcPileLink(Pile, new LinkSetting
        {
            Server = Peer.Address,
            Pace = Pace,
            Traffic = Traffic,
            Network = network,
            Rhythm = rhythm ?? Deaf,
            Seed = 11,
            OfflineCards = offlineCard is null ? [] : [offlineCard],
        });
        Pile.Attach(Link);
        running = Link.Run(end.Token);
    }

    public YkcPeer Peer { get; } = new();

    public Pace Pace { get; }

    public VirtualPile Pile { get; }

    public YkcPileLink Link { get; }

    public LinkTraffic Traffic { get; } = new();

    /// <summary>Logged in, model taken, every gun has told its state.</summary>
    public async Task Ready()
    {
        await Peer.Next<ModelRequest>();
        await Peer.Next<Realtime>(r => r.Gun.Number == Pile.Connectors.Count);
    }

    public void Pass(TimeSpan span, TimeSpan? pulse = null)
    {
        var step = pulse ?? span;
        for (var passed = TimeSpan.Zero; passed < span; passed += step)
        {
            time.Advance(step);
            Pulse();
        }
    }

    /// <summary>Lets time pass until the link is up after its second login.</summary>
    public Task Again() => Until(() => Peer.Logins >= 2 && Link.Up);

    /// <summary>Lets time pass, with the sockets working in between, until something is so.</summary>
    public async Task Until(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var looked = TimeProvider.System.GetTimestamp();
        await Eventually.True(
            () =>
            {
                if (condition())
                {
                    return true;
                }

                // A machine that had no time for the test had none for the sockets either: what it slept is not made up for.
                var passed = TimeProvider.System.GetElapsedTime(looked);
                looked = TimeProvider.System.GetTimestamp();
                Pass((passed < LongestLook ? passed : LongestLook) * Haste);
                return false;
            },
            what);
    }

    /// <summary>The pile has handled everything sent to it so far, because it answers in order.</summary>
    public async Task Settled()
    {
        Peer.Send(new ReadRealtime(PileNumber.Parse(Pile.Spec.Id), Gun.Of(1)), 0x5E7);
        while ((await Peer.NextFrame<Realtime>()).Sequence != 0x5E7)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Peer.DisposeAsync();
        end.Dispose();
        if (running.IsFaulted)
        {
            await running;
        }
    }

    private void Pulse()
    {
        Pile.Advance();
        lock (Pile.Gate)
        {
            var now = time.GetUtcNow();
            if (Link.NextTurn <= now)
            {
                Link.Turn(now);
            }
        }
    }
}
