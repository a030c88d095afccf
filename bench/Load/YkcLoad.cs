using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Doorstep.Wire.Ykc;

namespace Doorstep.Load;

/// <summary>
/// N piles over YKC, each going round: card start (0x31→0x32), eight live reports (0x13), a heartbeat (0x03→0x04),
/// the record (0x3B→0x40). A round is 11 frames up; the record's answer comes only after everything before it was dealt with.
/// </summary>
internal sealed class YkcLoad(IPEndPoint server, IReadOnlyList<SeededPile> piles)
{
    private const int FramesPerRound = 11;

    private readonly Latencies latencies = new();

    private long frames;

    private long failures;

    public async Task<LoadRow> Run(TimeSpan length, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(length);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(piles.Select(pile => Task.Run(() => Drive(pile, stop.Token), CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadRow("YKC frames up, durable", piles.Count, frames / seconds, latencies.Percentile(0.5), latencies.Percentile(0.99), failures);
    }

    private async Task Drive(SeededPile seeded, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, CancellationToken.None);
            var pile = PileNumber.Parse(seeded.Number);
            var link = new Link(socket);
            await link.Ask<LoginReply>(new Login { Pile = pile, Kind = PileKind.Dc, GunCount = 1, ProtocolVersion = 16, Program = "BENCH1", Network = 1, Sim = new string('0', 20), Carrier = 4 });
            var gun = Gun.Of(1);
            var register = (ulong)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000_000) * 10;
            while (!stop.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                var first = DateTimeOffset.UtcNow;
                var decision = await link.Ask<StartDecision>(new StartRequest { Pile = pile, Gun = gun, Mode = StartMode.Card, Card = Code8.Parse(seeded.Card) });
                if (!decision.Accepted)
                {
                    Interlocked.Increment(ref failures);
                    await Task.Delay(200, CancellationToken.None);
                    continue;
                }

                for (uint i = 1; i <= 8; i++)
                {
                    link.Queue(new Realtime
                    {
                        Transaction = decision.Transaction,
                        Pile = pile,
                        Gun = gun,
                        Status = GunStatus.Charging,
                        Plugged = true,
                        VoltageDeciVolts = 4000,
                        CurrentDeciAmperes = 1500,
                        StateOfCharge = (byte)(40 + i),
                        EnergyDeciWh = i * 100,
                        LossEnergyDeciWh = i * 100,
                    });
                }

                await link.Ask<HeartbeatReply>(new Heartbeat(pile, gun, false));
                await link.Ask<TransactionRecordReply>(new TransactionRecord
                {
                    Transaction = decision.Transaction,
                    Pile = pile,
                    Gun = gun,
                    Start = Cp56Time.Of(first),
                    End = Cp56Time.Of(DateTimeOffset.UtcNow),
                    MeterStartDeciWh = register,
                    MeterEndDeciWh = register + 800,
                    TotalEnergyDeciWh = 800,
                    TotalLossEnergyDeciWh = 800,
                    TotalAmountCentiFen = 0,
                    Trade = TradeFlag.Card,
                    TradeTime = Cp56Time.Of(DateTimeOffset.UtcNow),
                    StopReason = (StopReason)0x45,
                    PhysicalCard = Code8.Parse(seeded.Card),
                });
                register += 800;
                latencies.Add(begun);
                Interlocked.Add(ref frames, FramesPerRound);
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            Interlocked.Increment(ref failures);
        }
    }

    /// <summary>One connection: queues frames, sends them with the next question, waits for one kind of answer.</summary>
    private sealed class Link(Socket socket)
    {
        private readonly ArrayBufferWriter<byte> output = new(2048);

        private readonly byte[] input = new byte[4096];

        private int filled;

        private ushort sequence;

        public void Queue(YkcMessage message) => YkcWriter.Write(output, sequence++, message);

        public async Task<T> Ask<T>(YkcMessage question)
            where T : YkcMessage
        {
            Queue(question);
            await socket.SendAsync(output.WrittenMemory);
            output.ResetWrittenCount();
            while (true)
            {
                while (Next() is { } message)
                {
                    if (message is T answer)
                    {
                        return answer;
                    }
                }

                var read = await socket.ReceiveAsync(input.AsMemory(filled));
                if (read == 0)
                {
                    throw new IOException("the server closed the connection");
                }

                filled += read;
            }
        }

        private YkcMessage? Next()
        {
            var buffer = new ReadOnlySequence<byte>(input, 0, filled);
            var step = YkcReader.Read(ref buffer, false, out var frame, out _);
            var consumed = filled - (int)buffer.Length;
            input.AsSpan(consumed, filled - consumed).CopyTo(input);
            filled -= consumed;
            return step == YkcStep.Frame ? frame.Message : null;
        }
    }
}
