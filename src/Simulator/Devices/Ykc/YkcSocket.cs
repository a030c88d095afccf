using System.IO.Pipelines;
using System.Net.Sockets;
using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>One TCP connection of a pile from opening to end; it holds no thread while nothing is said.</summary>
internal sealed class YkcSocket(LinkSetting setting, int connection) : IDisposable
{
    private static readonly byte[] OneFrame = [0];

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    // bytes of a stream cannot overtake each other
    private readonly BadNetwork? network = setting.Network is { } bad
        ? new BadNetwork(bad with { Reorder = 0 }, unchecked((setting.Seed ^ 1) + connection * 7919))
        : null;

    public LinkOutbox Outbox { get; } = new(setting, connection);

    public void Dispose() => socket.Dispose();

    /// <summary>Connects; throws an input/output error when the platform does not take it in time.</summary>
    public async Task Open(CancellationToken cancellationToken)
    {
        var (host, port) = YkcAddress.Parse(setting.Server);
        using var patience = new CancellationTokenSource(setting.Rhythm.ReplyTimeout, setting.Pace.Real);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await socket.ConnectAsync(host, port, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The platform did not take the connection.", late);
        }
    }

    /// <summary>Sends what is posted and hands over every frame, until one side ends; returns only when the outbox was closed.</summary>
    public async Task Speak(Action<YkcFrame> handle, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = Outbox.Pump(stream.WriteAsync, both.Token);
        var receiving = Receive(stream, handle, both.Token);
        var first = await Task.WhenAny(sending, receiving);
        await both.CancelAsync();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // the side that ended first says why; the other was only cancelled
        await first;
    }

    private async Task Receive(NetworkStream stream, Action<YkcFrame> handle, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 512, minimumReadSize: 128, leaveOpen: true, useZeroByteReads: true));
        try
        {
            while (await Take(reader, handle, cancellationToken))
            {
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }

        throw new IOException("The platform closed the connection.");
    }

    private async Task<bool> Take(PipeReader reader, Action<YkcFrame> handle, CancellationToken cancellationToken)
    {
        var result = await reader.ReadAsync(cancellationToken);
        var buffer = result.Buffer;
        while (YkcReader.Read(ref buffer, result.IsCompleted, out var frame, out _) is var step and not YkcStep.NeedMore)
        {
            setting.Traffic.ReceivedOne();
            if (step == YkcStep.Fault)
            {
                setting.Traffic.Failed();
            }
            else if (network is null)
            {
                handle(frame);
            }
            else
            {
                await Carry(frame, handle, cancellationToken);
            }
        }

        reader.AdvanceTo(buffer.Start, buffer.End);
        return !result.IsCompleted;
    }

    private async Task Carry(YkcFrame frame, Action<YkcFrame> handle, CancellationToken cancellationToken)
    {
        foreach (var passage in network!.Carry(OneFrame) ?? throw new IOException("The simulated network broke the connection."))
        {
            if (passage.Delay > TimeSpan.Zero)
            {
                await Task.Delay(passage.Delay, setting.Pace.Real, cancellationToken);
            }

            if (!passage.Bytes.IsEmpty)
            {
                handle(frame);
            }
        }
    }
}
