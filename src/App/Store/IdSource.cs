namespace Doorstep.App.Store;

/// <summary>
/// Time-ordered 63-bit ids: 41 bits of milliseconds since 2024, 8 bits of node, 14 bits of count (a busy millisecond borrows from the next).
/// Nodes of one city need different <paramref name="node"/> numbers (0…255).
/// </summary>
public sealed class IdSource(TimeProvider clock, int node = 0)
{
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long last;

    public long Next()
    {
        var now = ((clock.GetUtcNow() - Epoch).Ticks / TimeSpan.TicksPerMillisecond) << 14;
        while (true)
        {
            var seen = Interlocked.Read(ref last);
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
            {
                return ((next >> 14) << 22) | ((long)node << 14) | (next & 0x3FFF);
            }
        }
    }
}
