using System.Collections.Concurrent;
using System.Net;

namespace Doorstep.App.Devices;

/// <summary>
/// Where connections wait until they have shown to be a known pile; there is only so much room, per subscriber and in all, so that sockets
/// that are opened and say nothing, or a byte a minute, cannot pile up. What is no pile (a browser, a program) stays here as long as it is connected.
/// </summary>
public sealed class Porch(DeviceSettings settings)
{
    private readonly ConcurrentDictionary<string, int> bySubscriber = new(StringComparer.Ordinal);
    private int all;

    /// <summary>Connections here now.</summary>
    public int Count => Volatile.Read(ref all);

    /// <summary>Null when there is no room. This machine itself (a proxy beside us, a simulator) has only the room in all to keep to.</summary>
    public Visit? Enter(IPAddress? address)
    {
        var subscriber = Subscriber.Of(address);
        bool counted = address is not null && !IPAddress.IsLoopback(address);
        if (Interlocked.Increment(ref all) > settings.WaitingInAll)
        {
            Interlocked.Decrement(ref all);
            return null;
        }

        if (counted && bySubscriber.AddOrUpdate(subscriber, 1, (_, here) => here + 1) > settings.WaitingPerAddress)
        {
            Leave(subscriber);
            return null;
        }

        return new Visit(this, counted ? subscriber : null);
    }

    private void Leave(string? subscriber)
    {
        Interlocked.Decrement(ref all);
        while (subscriber is not null && bySubscriber.TryGetValue(subscriber, out int here))
        {
            if (here > 1 ? bySubscriber.TryUpdate(subscriber, here - 1, here) : bySubscriber.TryRemove(KeyValuePair.Create(subscriber, here)))
            {
                return;
            }
        }
    }

    /// <summary>One connection's stay on the porch.</summary>
    public sealed class Visit(Porch porch, string? subscriber) : IDisposable
    {
        private int left;

        /// <summary>It is a known pile: it waits no longer.</summary>
        public void LetIn() => Dispose();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                porch.Leave(subscriber);
            }
        }
    }
}
