using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Doorstep.Load;

/// <summary>
/// A WebSocket client that costs next to nothing (RFC 6455, text frames, mask key zero), so that the machine's two cores
/// go to the server being measured.
/// </summary>
internal sealed class LeanWebSocket(Socket socket) : IDisposable
{
    private readonly byte[] input = new byte[4096];

    private int filled;

    public static async Task<LeanWebSocket> Connect(IPEndPoint server, string path, string? protocol, string? basic, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, ct);
        var request = new StringBuilder($"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            .Append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        if (protocol is not null)
        {
            request.Append($"Sec-WebSocket-Protocol: {protocol}\r\n");
        }

        if (basic is not null)
        {
            request.Append($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))}\r\n");
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), ct);
        var lean = new LeanWebSocket(socket);
        while (true)
        {
            var end = lean.input.AsSpan(0, lean.filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.ASCII.GetString(lean.input, 0, end);
                if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
                {
                    lean.Dispose();
                    throw new IOException($"{path}: {head.Split('\r')[0]}");
                }

                lean.Consume(end + 4);
                return lean;
            }

            await lean.Fill(ct);
        }
    }

    public async ValueTask Send(ReadOnlyMemory<byte> frame, CancellationToken ct) => await socket.SendAsync(frame, ct);

    /// <summary>Makes one masked text frame of the text, ready to send.</summary>
    public static int Frame(ReadOnlySpan<char> text, Span<byte> frame)
    {
        Span<byte> payload = stackalloc byte[1024];
        return Frame(payload[..Encoding.UTF8.GetBytes(text, payload)], frame);
    }

    public static int Frame(ReadOnlySpan<byte> payload, Span<byte> frame)
    {
        frame[0] = 0x81;
        int head;
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
            head = 2;
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
            head = 4;
        }

        frame.Slice(head, 4).Clear();
        payload.CopyTo(frame[(head + 4)..]);
        return head + 4 + payload.Length;
    }

    /// <summary>The next text message into <paramref name="message"/>; answers pings, fails on close.</summary>
    public async ValueTask<int> Receive(Memory<byte> message, CancellationToken ct)
    {
        while (true)
        {
            while (filled < 2 || filled < Total(out _, out _))
            {
                await Fill(ct);
            }

            var total = Total(out var head, out var length);
            var opcode = input[0] & 0x0F;
            if (opcode == 1)
            {
                input.AsSpan(head, length).CopyTo(message.Span);
                Consume(total);
                return length;
            }

            if (opcode == 8)
            {
                throw new IOException("closed by the server");
            }

            if (opcode == 9)
            {
                var pong = new byte[6 + length];
                pong[0] = 0x8A;
                pong[1] = (byte)(0x80 | length);
                input.AsSpan(head, length).CopyTo(pong.AsSpan(6));
                await socket.SendAsync(pong, ct);
            }

            Consume(total);
        }
    }

    public void Dispose() => socket.Dispose();

    private int Total(out int head, out int length)
    {
        length = input[1] & 0x7F;
        head = 2;
        if (length == 126)
        {
            head = 4;
            if (filled < 4)
            {
                return int.MaxValue;
            }

            length = BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(2));
        }

        return head + length;
    }

    private void Consume(int count)
    {
        input.AsSpan(count, filled - count).CopyTo(input);
        filled -= count;
    }

    private async ValueTask Fill(CancellationToken ct)
    {
        var read = await socket.ReceiveAsync(input.AsMemory(filled), ct);
        if (read == 0)
        {
            throw new IOException("the server closed the connection");
        }

        filled += read;
    }
}
