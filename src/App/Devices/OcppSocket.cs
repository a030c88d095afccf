using System.Buffers;
using System.Net.WebSockets;
using Doorstep.Wire.Ocpp;

namespace Doorstep.App.Devices;

/// <summary>A pile's WebSocket, text by text. While it is silent it holds no buffer; whoever sends waits for who sends before.</summary>
internal sealed class OcppSocket(WebSocket socket, OcppPens pens, int longestMessage) : IDisposable
{
    private const int FirstBuffer = 2048;

    private readonly SemaphoreSlim sending = new(1);

    /// <summary>Hands over one text after the other until either side closes; says why we did, null when it was the pile.</summary>
    /// <param name="hear">False when this pile has sent too much that cannot be read.</param>
    public async Task<string?> Listen(Func<ReadOnlyMemory<byte>, CancellationToken, Task<bool>> hear, CancellationToken ct)
    {
        while (true)
        {
            // Nothing is rented until there is something to read.
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            if (first.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return null;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
            try
            {
                int length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    if (length == buffer.Length)
                    {
                        if (length >= longestMessage)
                        {
                            await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, $"at most {longestMessage} bytes", ct);
                            return "a message was too long";
                        }

                        buffer = Grown(buffer, length);
                    }

                    read = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                    length += read.Count;
                }
                while (!read.EndOfMessage);

                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                    return null;
                }

                if (!await hear(buffer.AsMemory(0, length), ct))
                {
                    const string Why = "too many bad messages in a row";
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, Why, ct);
                    return Why;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    public async Task Send(Action<OcppWriter, IBufferWriter<byte>> write, CancellationToken ct)
    {
        using var pen = pens.Rent();
        write(pen.Writer, pen.Output);
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(pen.Output.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            sending.Release();
        }
    }

    public void Dispose() => sending.Dispose();

    private static byte[] Grown(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
