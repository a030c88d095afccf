using System.Net.Sockets;
using System.Net.WebSockets;

namespace Doorstep.Simulator.Devices;

/// <summary>Keeps one link connected: tries, waits with doubling pauses and a seeded jitter, stays away when cut or when the bad network says so.</summary>
public sealed class LinkLife(LinkSetting setting)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Random random = new(setting.Seed ^ 0x5EED);
    private CancellationTokenSource? current;
    private DateTimeOffset awayUntil;
    private bool up;

    /// <summary>The platform has accepted the link.</summary>
    public bool Up
    {
        get
        {
            lock (gate)
            {
                return up;
            }
        }
    }

    /// <summary>Connections tried so far.</summary>
    public int Tries { get; private set; }

    /// <summary>Runs connection after connection; each returns or throws an input/output error when it is over, and calls <see cref="Accepted"/> once the platform took it.</summary>
    public async Task Run(Func<CancellationToken, Task> connection, CancellationToken cancellationToken)
    {
        var pause = setting.Rhythm.FirstPause;
        while (true)
        {
            using var own = new CancellationTokenSource(Timeout.InfiniteTimeSpan, setting.Pace.Real);
            await using var outer = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), own);
            await StayAway(own, cancellationToken);
            try
            {
                Tries++;
                setting.Traffic.Connected();
                await connection(own.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or WebSocketException or TimeoutException)
            {
                setting.Traffic.Failed(e.Message);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // cut by ourselves: the pause below is over when the offline period is
            }
            finally
            {
                pause = Closed() ? setting.Rhythm.FirstPause : pause;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(pause * (0.5 + Jitter()), setting.Pace.Real, cancellationToken);
            pause = pause * 2 < setting.Rhythm.LongestPause ? pause * 2 : setting.Rhythm.LongestPause;
        }
    }

    /// <summary>The platform took the link: pauses begin short again, and a bad network plans the next offline period.</summary>
    public void Accepted()
    {
        lock (gate)
        {
            if (up)
            {
                return;
            }

            up = true;
            // A connection that was cut while the platform took it keeps the absence that was ordered.
            if (current is { IsCancellationRequested: false } && setting.Network?.OfflineEvery is { } every)
            {
                current.CancelAfter(every * (0.5 + random.NextDouble()));
                awayUntil = DateTimeOffset.MaxValue;
            }
        }

        setting.Traffic.WentUp();
    }

    /// <summary>Ends the connection now and keeps away for a while of real time.</summary>
    public void Cut(TimeSpan away)
    {
        CancellationTokenSource? own;
        lock (gate)
        {
            awayUntil = setting.Pace.Real.GetUtcNow() + away;
            own = current;
        }

        try
        {
            own?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the connection ended by itself in this moment
        }
    }

    /// <summary>The power went: ends the connection and keeps away until <see cref="Return"/>.</summary>
    public void GoDark() => Cut(TimeSpan.FromDays(30));

    /// <summary>Ends an absence that <see cref="Cut"/> or <see cref="GoDark"/> began.</summary>
    public void Return()
    {
        lock (gate)
        {
            awayUntil = setting.Pace.Real.GetUtcNow();
        }
    }

    private double Jitter()
    {
        lock (gate)
        {
            return random.NextDouble();
        }
    }

    private bool Closed()
    {
        bool was;
        lock (gate)
        {
            was = up;
            up = false;
            current = null;
            if (awayUntil == DateTimeOffset.MaxValue)
            {
                awayUntil = setting.Pace.Real.GetUtcNow() + setting.Network!.OfflineFor * (0.5 + random.NextDouble());
            }
        }

        if (was)
        {
            setting.Traffic.WentDown();
        }

        return was;
    }

    /// <summary>Waits until no absence is ordered; from that very moment <paramref name="next"/> is what <see cref="Cut"/> cuts, or a cut between the two would be lost.</summary>
    private async Task StayAway(CancellationTokenSource next, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan left;
            lock (gate)
            {
                left = awayUntil - setting.Pace.Real.GetUtcNow();
                if (left <= TimeSpan.Zero)
                {
                    current = next;
                    return;
                }
            }

            // looks again now and then, since power may come back earlier
            await Task.Delay(left < Glance ? left : Glance, setting.Pace.Real, cancellationToken);
        }
    }
}
