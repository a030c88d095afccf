using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Stations;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Logging;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>
/// One pile on a link. What it says is dealt with in order, beside the reading of the next frames and up to a bounded number of them;
/// commands and the passing of time take their turn in the same queue, so that only one thing at a time happens to its conversation.
/// </summary>
internal sealed class YkcPile(PileNumber number, PileEntry pile, YkcLink link, YkcTools tools) : IPileConnection, ISilentLink, IYkcVoice
{
    /// <summary>Frames that may wait for the disk before the socket is read no further.</summary>
    private const int Window = 128;

    /// <summary>§2.1: a heartbeat every 10 s, three missed and the link is dead; one more for the way.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    /// <summary>How often prices and clocks are looked at while no answer is owed.</summary>
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly YkcCrcHabit habit = new();
    private List<Turn> incoming = [];
    private List<Turn> working = [];
    private TaskCompletionSource? room;
    private Task work = Task.CompletedTask;
    private bool isWorking;
    private YkcTalk? talk;
    private long heard = tools.Link.Clock.GetTimestamp();
    private long passed;
    private int bad;

    private enum Errand
    {
        Frame,
        Order,
        Pass,
        Leave,
    }

    public PileNumber Number => number;

    /// <summary>Logged in: heartbeats are answered at once.</summary>
    public bool IsReady => Volatile.Read(ref talk) is not null;

    public void Reply(ushort sequence, YkcMessage message) => link.Pen.Reply(sequence, message, habit.Form);

    public ushort Say(YkcMessage message) => link.Pen.Say(message, habit.Form);

    /// <summary>Queues a frame; not completed while the pile is too far behind.</summary>
    public Task Hear(YkcFrame frame)
    {
        Interlocked.Exchange(ref heard, tools.Link.Clock.GetTimestamp());
        bool changed = habit.Hear(frame.Crc);
        if (frame.Message is Heartbeat beat && IsReady)
        {
            Reply(frame.Sequence, new HeartbeatReply(beat.Pile, beat.Gun));
            return Task.CompletedTask;
        }

        lock (gate)
        {
            incoming.Add(new Turn(Errand.Frame, frame) { Text = changed ? $"{habit.Form}" : null });
            if (incoming.Count < Window)
            {
                return Task.CompletedTask;
            }

            room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task;
        }
    }

    /// <summary>Bytes that were no message: counted, and the first few of a run written into the pile's log.</summary>
    public void HearBad(string what)
    {
        if (++bad is <= 5 or 50 or 500 || bad % 5000 == 0)
        {
            Queue(new Turn(Errand.Pass) { Text = $"{what} ({bad} so far)" });
        }
    }

    /// <summary>Sets to work on what is queued.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (!isWorking && incoming.Count > 0)
            {
                isWorking = true;
                work = Work();
            }
        }
    }

    public void Take(PileCommand command) => Queue(new Turn(Errand.Order) { Command = command });

    public void Close(string why) => link.Part(this, why);

    /// <inheritdoc/>
    public Task Judge(long now)
    {
        if (tools.Link.Clock.GetElapsedTime(Interlocked.Read(ref heard), now) > Silence)
        {
            Close("silent");
        }
        else if (Volatile.Read(ref talk) is { } known && (known.IsAsking || tools.Link.Clock.GetElapsedTime(passed, now) > Rounds))
        {
            passed = now;
            Queue(new Turn(Errand.Pass));
        }

        return Task.CompletedTask;
    }

    /// <summary>Deals with what was heard, then tells the owner that the pile is gone.</summary>
    public Task Leave(string why)
    {
        lock (gate)
        {
            incoming.Add(new Turn(Errand.Leave) { Text = why });
            Start();
            return work;
        }
    }

    private void Queue(Turn turn)
    {
        lock (gate)
        {
            incoming.Add(turn);
            Start();
        }
    }

    private async Task Work()
    {
        // Whoever queues something does not wait for it.
        await Task.Yield();
        while (Next())
        {
            foreach (var turn in working)
            {
                try
                {
                    await Do(turn);
                }
                catch (Exception failure)
                {
                    // Unanswered, the pile says it again.
                    tools.Log.LogError(failure, "A message of pile {Pile} could not be served", pile.Pile);
                }
            }
        }
    }

    private bool Next()
    {
        lock (gate)
        {
            working.Clear();
            if (incoming.Count == 0)
            {
                isWorking = false;
                return false;
            }

            (incoming, working) = (working, incoming);
            room?.TrySetResult();
            room = null;
            // Readings are handed on at the latest when nothing more is waiting.
            working.Add(new Turn(Errand.Pass) { IsRest = true });
            return true;
        }
    }

    private async Task Do(Turn turn)
    {
        if (turn.Kind == Errand.Frame && turn.Frame.Message is Login login && talk is null && !await Admit(login))
        {
            Reply(turn.Frame.Sequence, new LoginReply(number, Accepted: false));
            link.Part(this, "refused");
            return;
        }

        if (talk is not { } now)
        {
            return;
        }

        switch (turn.Kind)
        {
            case Errand.Frame:
                if (turn.Text is not null)
                {
                    await now.Note(null, "crc", $"the pile writes its check words {turn.Text}");
                }

                await tools.Table.Take(turn.Frame, now);
                break;
            case Errand.Order:
                await tools.Table.Order(turn.Command!, now);
                break;
            case Errand.Pass when turn.IsRest:
                await YkcTable.Rest(now);
                break;
            case Errand.Pass when turn.Text is not null:
                await now.Note(null, "bad-input", turn.Text);
                break;
            case Errand.Pass:
                await tools.Table.Pass(now);
                break;
            case Errand.Leave:
                talk = null;
                tools.Link.Door.Forget(now.Origin);
                await YkcTable.Rest(now);
                await now.Owner.Disconnected(now.Origin, turn.Text!);
                break;
        }
    }

    private async Task<bool> Admit(Login login)
    {
        if (!await tools.Admission.Binds(pile, login, link.Address, CancellationToken.None))
        {
            return false;
        }

        var origin = await tools.Link.Door.Admit(pile.Pile, this);
        var owner = tools.Link.Door.Owner(pile.Station);
        try
        {
            await owner.Connected(origin, new LinkUp(PileProtocol.Ykc, link.Address));
        }
        catch
        {
            tools.Link.Door.Forget(origin);
            link.Close("its station has no owner now");
            throw;
        }

        Volatile.Write(ref talk, new YkcTalk(number, pile, origin, owner, this));
        link.Admitted();
        return true;
    }

    private readonly record struct Turn(Errand Kind, YkcFrame Frame = default)
    {
        public PileCommand? Command { get; init; }

        public string? Text { get; init; }

        public bool IsRest { get; init; }
    }
}
