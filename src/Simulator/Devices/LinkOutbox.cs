using System.Threading.Channels;

namespace Doorstep.Simulator.Devices;

/// <summary>Messages of one connection on their way out: posted without waiting, written one after another, through the bad network if there is one; pass <see cref="LinkLife.Tries"/>, or every connection meets the same misfortune at the same message.</summary>
public sealed class LinkOutbox(LinkSetting setting, int connection = 0)
{
    private readonly Channel<ReadOnlyMemory<byte>> messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly BadNetwork? network = setting.Network is { } bad ? new BadNetwork(bad, unchecked(setting.Seed + connection * 7919)) : null;

    /// <summary>Queues a message; false when the connection is over.</summary>
    public bool Post(ReadOnlyMemory<byte> message) => messages.Writer.TryWrite(message);

    /// <summary>No more messages; what is queued is still written.</summary>
    public void Close() => messages.Writer.TryComplete();

    /// <summary>Writes until closed; throws <see cref="IOException"/> when the bad network breaks the connection.</summary>
    public async Task Pump(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.Reader.ReadAllAsync(cancellationToken))
        {
            setting.Traffic.SentOne();
            if (network is null)
            {
                await write(message, cancellationToken);
                continue;
            }

            var passages = network.Carry(message) ?? throw new IOException("The simulated network broke the connection.");
            foreach (var passage in passages)
            {
                if (passage.Delay > TimeSpan.Zero)
                {
                    await Task.Delay(passage.Delay, setting.Pace.Real, cancellationToken);
                }

                await write(passage.Bytes, cancellationToken);
            }
        }
    }
}
