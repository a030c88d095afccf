using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Doorstep.Machine;
using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Tests.Devices.Ykc;

/// <summary>A platform small enough to see through: answers what must be answered and hands every frame to the test.</summary>
internal sealed class YkcPeer : IAsyncDisposable
{
    public static readonly BillingModel Model = new()
    {
        Number = "0100",
        Tip = new PeriodPrice(100_000, 50_000),
        Peak = new PeriodPrice(80_000, 50_000),
        Flat = new PeriodPrice(60_000, 40_000),
        Valley = new PeriodPrice(30_000, 30_000),
        HalfHours = [.. Enumerable.Range(0, 48).Select(i => (TariffPeriod)(i < 14 ? 3 : i < 34 ? 2 : i < 40 ? 1 : i < 44 ? 0 : 3))],
    };

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Channel<YkcFrame> frames = Channel.CreateUnbounded<YkcFrame>();
    private readonly List<Task> tasks = [];
    private readonly Lock gate = new();
    private readonly Task accepting;
    private ImmutableList<Socket> sockets = [];

    public YkcPeer()
    {
        listener.Start();
        accepting = Accept();
    }

    public string Address => listener.LocalEndpoint.ToString()!;

    /// <summary>Records are acknowledged; off to lose acknowledgements.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>New connections are closed at once; off to be reachable again.</summary>
    public bool Away { get; set; }

    public bool RefusesLogin { get; set; }

    public bool AnswersHeartbeats { get; set; } = true;

    /// <summary>Logins so far.</summary>
    public int Logins { get; private set; }

    public async Task<T> Next<T>(Func<T, bool>? where = null)
        where T : YkcMessage => (T)(await NextFrame<T>(where)).Message;

    /// <summary>Skips to the next frame of a kind.</summary>
    public async Task<YkcFrame> NextFrame<T>(Func<T, bool>? where = null)
        where T : YkcMessage
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Eventually.Patience);
        while (true)
        {
            var frame = await frames.Reader.ReadAsync(patience.Token);
            if (frame.Message is T message && where?.Invoke(message) != false)
            {
                return frame;
            }
        }
    }

    public void Send(YkcMessage message, ushort sequence = 0)
    {
        lock (gate)
        {
            Write(sockets[^1], message, sequence);
        }
    }

    public void Drop()
    {
        lock (gate)
        {
            foreach (var socket in sockets)
            {
                socket.Close();
            }

            sockets = [];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Drop();
        listener.Stop();
        // Only the accepting loop adds tasks; it has to end before they are counted.
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private static void Write(Socket socket, YkcMessage message, ushort sequence)
    {
        var bytes = new ArrayBufferWriter<byte>();
        YkcWriter.Write(bytes, sequence, message);
        socket.Send(bytes.WrittenSpan);
    }

    private async Task Accept()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(end.Token);
            if (Away)
            {
                socket.Close();
                continue;
            }

            lock (gate)
            {
                sockets = sockets.Add(socket);
            }

            tasks.Add(Serve(socket));
        }
    }

    private async Task Serve(Socket socket)
    {
        var reader = PipeReader.Create(new NetworkStream(socket));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(end.Token);
                var buffer = result.Buffer;
                while (YkcReader.Read(ref buffer, result.IsCompleted, out var frame, out _) is var step and not YkcStep.NeedMore)
                {
                    if (step == YkcStep.Frame)
                    {
                        lock (gate)
                        {
                            Answer(socket, frame);
                        }

                        frames.Writer.TryWrite(frame);
                    }
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // the pile or the test closed the link
        }
    }

    private void Answer(Socket socket, YkcFrame frame)
    {
        YkcMessage? answer = frame.Message switch
        {
            Login m => Counted(new LoginReply(m.Pile, !RefusesLogin)),
            Heartbeat m when AnswersHeartbeats => new HeartbeatReply(m.Pile, m.Gun),
            ModelCheck m => new ModelCheckReply(m.Pile, m.ModelNumber, m.ModelNumber == Model.Number),
            ModelRequest m => new ModelReply(m.Pile, Model),
            TransactionRecord m when Acknowledges => new TransactionRecordReply(m.Transaction, Stored: true),
            _ => null,
        };
        if (answer is not null)
        {
            Write(socket, answer, frame.Sequence);
        }
    }

    private LoginReply Counted(LoginReply reply)
    {
        Logins++;
        return reply;
    }
}
