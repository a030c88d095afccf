using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Doorstep.Load;

/// <summary>What the server confirmed to one pile: the promises a kill -9 must not break.</summary>
internal sealed record Confirmed(string Pile, int Transaction, string Kind, DateTimeOffset At, long Register);

/// <summary>
/// N piles over OCPP 1.6J, each going round: BootNotification, StatusNotification, Authorize, StartTransaction,
/// three MeterValues, StopTransaction, Heartbeat; one call at a time per pile, as the protocol demands.
/// </summary>
internal sealed class OcppLoad(IPEndPoint server, IReadOnlyList<SeededPile> piles)
{
    private readonly Latencies latencies = new();

    private long failures;

    /// <summary>Of all calls those that are answered only once they are on disk: starts, readings, stops.</summary>
    public Latencies Durable { get; } = new();

    /// <summary>How late this client's own clock woke the calls of a paced run.</summary>
    public Latencies Oversleeping { get; } = new();

    public List<Confirmed>? Journal { get; init; }

    /// <summary>Calls per second over all piles; null for as many as the server answers.</summary>
    public double? Pace { get; init; }

    public async Task<LoadRow> Run(string what, TimeSpan length, CancellationToken ct)
    {
        var sockets = new LeanWebSocket[piles.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, piles.Count), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (i, token) =>
            sockets[i] = await LeanWebSocket.Connect(server, $"/ocpp/{piles[i].LinkName}", "ocpp1.6", $"{piles[i].LinkName}:{piles[i].Secret}", token));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(length);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select((socket, i) => Task.Run(() => Drive(socket, piles[i], i, stop.Token), CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }

        return LoadRow.Of(what, piles.Count, latencies, seconds, failures);
    }

    private async Task Drive(LeanWebSocket socket, SeededPile pile, int index, CancellationToken stop)
    {
        var round = new Round(socket, latencies, Durable, Pace is { } pace ? new Pacing(pace, piles.Count, index, Oversleeping) : null);
        var register = DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000_000;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await round.Call("BootNotification", """{"chargePointVendor":"Bench","chargePointModel":"B1"}""", stop);
                await round.Call("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""", stop);
                await round.Call("Authorize", $$"""{"idTag":"{{pile.Card}}"}""", stop);
                var begun = DateTimeOffset.UtcNow;
                var answer = await round.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"{{pile.Card}}","meterStart":{{register}},"timestamp":"{{Time(begun)}}"}""", stop);
                var transaction = TransactionOf(answer);
                if (transaction <= 0)
                {
                    Interlocked.Increment(ref failures);
                    continue;
                }

                Note(new Confirmed(pile.Number, transaction, "start", begun, register));
                for (var i = 0; i < 3; i++)
                {
                    register += 20;
                    var at = DateTimeOffset.UtcNow;
                    await round.Call("MeterValues", $$"""{"connectorId":1,"transactionId":{{transaction}},"meterValue":[{"timestamp":"{{Time(at)}}","sampledValue":[{"value":"{{register}}"},{"value":"6900","measurand":"Power.Active.Import","unit":"W"}]}]}""", stop);
                    Note(new Confirmed(pile.Number, transaction, "reading", at, register));
                }

                register += 5;
                var ended = DateTimeOffset.UtcNow;
                await round.Call("StopTransaction", $$"""{"transactionId":{{transaction}},"idTag":"{{pile.Card}}","meterStop":{{register}},"timestamp":"{{Time(ended)}}","reason":"Local"}""", stop);
                Note(new Confirmed(pile.Number, transaction, "stop", ended, register));
                await round.Call("Heartbeat", "{}", stop);
            }
        }
        catch (OperationCanceledException)
        {
            // the run is over
        }
        catch (IOException)
        {
            if (!stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref failures);
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            Interlocked.Increment(ref failures);
        }
    }

    private void Note(Confirmed confirmed)
    {
        if (Journal is { } journal)
        {
            lock (journal)
            {
                journal.Add(confirmed);
            }
        }
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static int TransactionOf(ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetArrayLength() == 3 && document.RootElement[2].TryGetProperty("transactionId", out var id)
            && document.RootElement[2].GetProperty("idTagInfo").GetProperty("status").ValueEquals("Accepted")
            ? id.GetInt32()
            : 0;
    }

    /// <summary>One pile's calls, one after another.</summary>
    private sealed class Round(LeanWebSocket socket, Latencies latencies, Latencies durable, Pacing? pacing)
    {
        private readonly byte[] frame = new byte[1024];

        private readonly byte[] answer = new byte[4096];

        private int id;

        public async ValueTask<ReadOnlyMemory<byte>> Call(string action, string payload, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            var due = pacing is null ? Stopwatch.GetTimestamp() : await pacing.Next(stop);
            id++;
            var text = $"[2,\"{id}\",\"{action}\",{payload}]";
            var size = LeanWebSocket.Frame(text, frame);
            await socket.Send(frame.AsMemory(0, size), CancellationToken.None);
            var received = await socket.Receive(answer, CancellationToken.None);
            latencies.Add(due);
            if (action is "StartTransaction" or "MeterValues" or "StopTransaction")
            {
                durable.Add(due);
            }

            if (answer[1] != (byte)'3')
            {
                throw new IOException($"{action}: {Encoding.UTF8.GetString(answer, 0, received)}");
            }

            return answer.AsMemory(0, received);
        }
    }
}

/// <summary>A pile of the bench as the server knows it.</summary>
internal sealed record SeededPile(string Number, string LinkName, string Secret, string Card);
