using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Doorstep.Wire.Ocpp;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>One WebSocket connection from opening to end; holds no buffer and no thread while nothing is said.</summary>
internal sealed class OcppSocket(LinkSetting setting, OcppVersion version, int connection)
{
    private const int LargestMessage = 256 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly BadNetwork? network = setting.Network is { } bad ? new BadNetwork(bad, unchecked((setting.Seed ^ 1) + connection * 7919)) : null;

    /// <summary>Connects; throws an input/output error when the server cannot be reached, refuses, or chooses another version.</summary>
    public async Task<ClientWebSocket> Open(string pileId, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.Proxy = null;
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.AddSubProtocol(OcppSubprotocol.Of(version));
            if (setting.Secret is { } secret)
            {
                var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pileId}:{secret}"));
                socket.Options.SetRequestHeader("Authorization", $"Basic {credentials}");
            }

            using var patience = new CancellationTokenSource(setting.Rhythm.ReplyTimeout, setting.Pace.Real);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            try
            {
                await socket.ConnectAsync(new Uri($"{setting.Server.TrimEnd('/')}/{Uri.EscapeDataString(pileId)}"), either.Token);
            }
            catch (OperationCanceledException late) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("The server did not answer the handshake.", late);
            }

            return socket.SubProtocol == OcppSubprotocol.Of(version)
                ? socket
                : throw new IOException($"The server chose the subprotocol {socket.SubProtocol ?? "none"}.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Speaks until either side ends it. When <paramref name="cut"/> is cancelled the link breaks without a word; when <paramref name="stop"/> is cancelled too, what is queued is sent and the server is bidden farewell.</summary>
    public async Task Speak(ClientWebSocket socket, LinkOutbox outbox, Action<ReadOnlyMemory<byte>> received, CancellationToken stop, CancellationToken cut)
    {
        using var hard = new CancellationTokenSource();
        await using var ending = cut.UnsafeRegister(_ => End(outbox, hard, stop.IsCancellationRequested), null);
        var sending = SendAll(socket, outbox, hard.Token);
        var receiving = ReceiveAll(socket, received, hard.Token);
        var first = await Task.WhenAny(sending, receiving);
        if (first == receiving || !cut.IsCancellationRequested)
            await hard.CancelAsync();
        outbox.Close();
        try
        {
            await Task.WhenAll(sending, receiving);
        }
        catch (OperationCanceledException) when (hard.IsCancellationRequested)
        {
            // the other half ended with the first
        }

        await first;
        cut.ThrowIfCancellationRequested();
    }

    private static void End(LinkOutbox outbox, CancellationTokenSource hard, bool politely)
    {
        outbox.Close();
        // never at once: whoever cuts the link may hold the pile's lock, and what follows here wants it
        hard.CancelAfter(politely ? Farewell : TimeSpan.Zero);
    }

    private static async Task SendAll(ClientWebSocket socket, LinkOutbox outbox, CancellationToken hard)
    {
        await outbox.Pump((message, cancel) => socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancel), hard);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, hard);
    }

    private async Task ReceiveAll(ClientWebSocket socket, Action<ReadOnlyMemory<byte>> received, CancellationToken hard)
    {
        while (true)
        {
            // waits without a buffer: ten thousand idle piles hold none
            var head = await socket.ReceiveAsync(Memory<byte>.Empty, hard);
            if (head.MessageType == WebSocketMessageType.Close)
                return;
            if (!head.EndOfMessage && !await ReceiveOne(socket, received, hard))
                return;
        }
    }

    private async Task<bool> ReceiveOne(ClientWebSocket socket, Action<ReadOnlyMemory<byte>> received, CancellationToken hard)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(2048);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Larger(buffer);
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), hard);
                if (part.MessageType == WebSocketMessageType.Close)
                    return false;
                length += part.Count;
                if (part.EndOfMessage)
                    break;
            }

            setting.Traffic.ReceivedOne();
            await Deliver(buffer.AsMemory(0, length), received, hard);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask Deliver(ReadOnlyMemory<byte> message, Action<ReadOnlyMemory<byte>> received, CancellationToken hard)
    {
        if (network is null)
        {
            received(message);
            return;
        }

        // a held-back message outlives the buffer it came in
        foreach (var passage in network.Carry(message.ToArray()) ?? throw new IOException("The simulated network broke the connection."))
        {
            if (passage.Delay > TimeSpan.Zero)
                await Task.Delay(passage.Delay, setting.Pace.Real, hard);
            received(passage.Bytes);
        }
    }

    private static byte[] Larger(byte[] full)
    {
        if (full.Length >= LargestMessage)
            throw new IOException($"The server sent more than {LargestMessage} bytes in one message.");
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
