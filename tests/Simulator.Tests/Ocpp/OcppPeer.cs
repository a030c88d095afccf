using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Doorstep.Machine;
using Doorstep.Wire.Tests.Ocpp;

namespace Doorstep.Simulator.Tests.Ocpp;

/// <summary>A call a pile made: what, with which fields, under which id, on its how manieth connection.</summary>
internal sealed record Heard(string Pile, int Connection, string Id, string Action, JsonObject Payload)
{
    public string Text(string field) => Payload[field]!.GetValue<string>();

    public long Number(string field) => Payload[field]!.GetValue<long>();
}

/// <summary>A server of a few lines over real sockets: hears, remembers, answers as the test says, and checks every payload against the published schema.</summary>
internal sealed class OcppPeer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();
    private readonly ConcurrentDictionary<string, Schema?> schemas = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonArray>> asked = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> problems = [];
    private readonly ConcurrentDictionary<string, Link> links = new(StringComparer.Ordinal);
    private readonly List<Heard> all = [];
    private readonly string subprotocol;
    private readonly Task accepting;
    private int connections;
    private int calls;

    public OcppPeer(string subprotocol)
    {
        this.subprotocol = subprotocol;
        Port = FreePort.Next();
        listener.Prefixes.Add($"http://localhost:{Port}/");
        listener.Start();
        accepting = Accept();
    }

    public int Port { get; }

    public string Server => $"ws://localhost:{Port}/ocpp";

    /// <summary>Answers a call: the response's fields, or null for silence.</summary>
    public Func<Heard, JsonObject?> Answering { get; set; } = _ => [];

    public string? Authorization { get; private set; }

    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>Every call so far, in order.</summary>
    public IReadOnlyList<Heard> All
    {
        get
        {
            lock (all)
                return [.. all];
        }
    }

    /// <summary>The next call of this action; calls of other actions are passed over.</summary>
    public async Task<Heard> Next(string action, Predicate<Heard>? which = null)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            var next = await heard.Reader.ReadAsync(patience.Token);
            if (next.Action == action && which?.Invoke(next) != false)
                return next;
        }
    }

    /// <summary>The next call, whatever it is.</summary>
    public async Task<Heard> Next()
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Calls a pile and gives the fields of its answer, or an object with <c>error</c>.</summary>
    public async Task<JsonObject> Ask(string pile, string action, JsonObject payload)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        Check(action + (subprotocol == "ocpp1.6" ? "" : "Request"), payload);
        var id = $"s{Interlocked.Increment(ref calls)}";
        var answer = asked.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await links[pile].Send(new JsonArray(2, id, action, payload.DeepClone()));
        var frame = await answer.Task.WaitAsync(patience.Token);
        if (frame[0]!.GetValue<int>() == 4)
            return new JsonObject { ["error"] = frame[2]!.GetValue<string>() };
        Check(action + "Response", frame[2]!.AsObject());
        return frame[2]!.AsObject();
    }

    public Task SendRaw(string pile, string text) => links[pile].Send(text);

    /// <summary>Breaks a pile's connection without a word.</summary>
    public void Drop(string pile) => links[pile].Socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Close();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        var serving = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
                serving.Add(Serve(await listener.GetContextAsync()));
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task Serve(HttpListenerContext context)
    {
        var pile = Uri.UnescapeDataString(context.Request.Url!.Segments[^1]);
        Authorization = context.Request.Headers["Authorization"];
        Link? link = null;
        var buffer = new byte[64 * 1024];
        try
        {
            var upgrade = await context.AcceptWebSocketAsync(subprotocol);
            link = new Link(upgrade.WebSocket, Interlocked.Increment(ref connections));
            links[pile] = link;
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await link.Socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                await Take(pile, link, Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException)
        {
            // the pile went away, perhaps while it was still coming
        }
        finally
        {
            link?.Dispose();
        }
    }

    private async Task Take(string pile, Link link, string text)
    {
        if (Parse(text) is not { } frame)
            return;
        var id = frame[1]!.GetValue<string>();
        if (frame[0]!.GetValue<int>() != 2)
        {
            if (asked.TryRemove(id, out var waiting))
                waiting.SetResult(frame);
            return;
        }

        var call = new Heard(pile, link.Ordinal, id, frame[2]!.GetValue<string>(), frame[3]!.AsObject());
        Check(call.Action + (subprotocol == "ocpp1.6" ? "" : "Request"), call.Payload);
        JsonObject? answer;
        lock (all)
        {
            all.Add(call);
            answer = Answering(call);
        }

        heard.Writer.TryWrite(call);
        if (answer is not null)
        {
            Check(call.Action + "Response", answer);
            await link.Send(new JsonArray(3, id, answer));
        }
    }

    // a bad network cuts messages short
    private static JsonArray? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private void Check(string message, JsonObject payload)
    {
        var schema = schemas.GetOrAdd(message, name => new Schema(Repository.Shared("specs", "ocpp", subprotocol == "ocpp1.6" ? "v16" : "v201", name + ".json")));
        foreach (var problem in schema?.Problems(payload) ?? [])
            problems.Add($"{message}: {problem}");
    }

    private sealed class Link(WebSocket socket, int ordinal) : IDisposable
    {
        // Never disposed: who sent the last word may still hold it when the link is gone.
        private readonly SemaphoreSlim turn = new(1);

        public WebSocket Socket => socket;

        public int Ordinal => ordinal;

        public void Dispose() => socket.Dispose();

        public Task Send(JsonArray frame) => Send(frame.ToJsonString());

        public async Task Send(string text)
        {
            await turn.WaitAsync();
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
