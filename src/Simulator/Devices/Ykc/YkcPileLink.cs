using System.Buffers;
using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>A pile that speaks 云快充 V1.5/V1.6 over TCP: the connection, its clocks, and what the pile tells; the platform's orders are in <see cref="YkcCommands"/> and <see cref="YkcUpkeep"/>.</summary>
public sealed class YkcPileLink : IPileLink
{
    private const byte ProtocolVersion = 16;
    private const int MissedBeats = 3;

    private readonly VirtualPile pile;
    private readonly LinkSetting setting;
    private readonly LinkLife life;
    private readonly YkcRecords records;
    private readonly YkcCommands commands;
    private readonly YkcUpkeep upkeep;
    private readonly DateTimeOffset[] nextReport;
    private readonly YkcConnection connection = new();
    private long nextTurn = Due.Never.UtcTicks;
    private int offlineSequence;

    /// <summary>The pile's id must be 14 digits.</summary>
    public YkcPileLink(VirtualPile pile, LinkSetting setting)
    {
        ArgumentNullException.ThrowIfNull(pile);
        ArgumentNullException.ThrowIfNull(setting);
        this.pile = pile;
        this.setting = setting;
        Number = PileNumber.Parse(pile.Spec.Id);
        life = new LinkLife(setting);
        records = new YkcRecords(setting.Rhythm);
        commands = new YkcCommands(this, pile);
        upkeep = new YkcUpkeep(this, pile, setting.OfflineCards);
        nextReport = new DateTimeOffset[pile.Spec.ConnectorCount];
    }

    public bool Up => life.Up;

    public DateTimeOffset NextTurn => new(Interlocked.Read(ref nextTurn), TimeSpan.Zero);

    /// <summary>Records not yet acknowledged.</summary>
    public int RecordsWaiting => records.Count;

    internal PileNumber Number { get; }

    internal BillingModel? Model { get; set; }

    /// <summary>Logged in and with a model: the pile may charge by order of the platform.</summary>
    internal bool Ready => connection.Stage == YkcStage.Ready;

    private DateTimeOffset RealNow => setting.Pace.Real.GetUtcNow();

    public void Cut(TimeSpan away) => life.Cut(away);

    public Task Run(CancellationToken cancellationToken) => life.Run(Connect, cancellationToken);

    public void Tell(PileEvent happened)
    {
        switch (happened)
        {
            case ConnectorChanged { Connector: var connector }:
                Report(connector);
                break;
            case CredentialPresented { Connector: var connector, Credential: var credential }:
                Ask(connector, credential);
                break;
            case SessionBegan { Session: var session }:
                // begun at the pile without the platform: the pile makes the number (§1)
                session.PlatformId ??= NewTransaction(session.Connector).ToString();
                commands.Answer(session);
                Introduce(session);
                break;
            case SessionEnded { Session: var session }:
                Close(session);
                break;
            case GroundLockMoved { Connector: var connector }:
                Post(upkeep.GroundLock(connector));
                break;
            case PowerLost:
                // a dark pile sends nothing more; what ends now goes up when power is back
                connection.Down();
                life.GoDark();
                break;
            case PowerRestored:
                life.Return();
                break;
            case PileRestarted:
                connection.Close();
                break;
        }

        Plan();
    }

    public void Turn(DateTimeOffset now)
    {
        if (connection.Stage is YkcStage.Down)
        {
            Plan();
            return;
        }

        if (connection.Deadline <= now)
        {
            // no answer to login, model question, or three heartbeats
            setting.Traffic.Failed("The platform gave no answer to a login, a question for prices, or three heartbeats.");
            life.Cut(TimeSpan.Zero);
            return;
        }

        if (connection.NextBeat <= now)
        {
            connection.NextBeat = now + setting.Rhythm.Heartbeat;
            foreach (var connector in pile.Connectors)
            {
                Post(new Heartbeat(Number, Gun.Of(connector.Number), connector.Faults != PileFault.None));
            }
        }

        if (Ready)
        {
            foreach (var connector in pile.Connectors)
            {
                if (nextReport[connector.Number - 1] <= now)
                {
                    Report(connector);
                }
            }

            commands.WatchBalances();
            foreach (var record in records.Take(now))
            {
                Post(record);
            }
        }

        Plan();
    }

    /// <summary>Queues a message with a new sequence, or with the request's when it is a reply.</summary>
    internal void Post(YkcMessage message, ushort? replyTo = null)
    {
        if (connection.Outbox is not { } outbox)
        {
            return;
        }

        var frame = new ArrayBufferWriter<byte>(YkcWriter.LongestFrame);
        YkcWriter.Write(frame, replyTo ?? connection.NextSequence(), message);
        outbox.Post(frame.WrittenMemory);
    }

    internal void Report(VirtualConnector connector, ushort? replyTo = null)
    {
        if (!Ready)
        {
            return;
        }

        var charging = connector.Session is not null;
        nextReport[connector.Number - 1] = RealNow + (charging ? setting.Rhythm.ChargingReport : setting.Rhythm.IdleReport);
        Post(YkcFigures.Realtime(Number, connector, Model), replyTo);
        if (connector.Session is { } session && pile.Read(connector) is { Battery: { } battery } reading)
        {
            Post(YkcFigures.Demand(Number, session, reading, battery));
            Post(YkcFigures.Status(Number, session, battery));
        }
    }

    /// <summary>The platform answered a heartbeat: the link lives.</summary>
    internal void Heard()
    {
        if (Ready)
        {
            connection.Deadline = RealNow + setting.Rhythm.Heartbeat * (MissedBeats + 0.5);
        }
    }

    internal void LoggedIn()
    {
        // a doubled reply must not begin the connection again
        if (connection.Stage is not YkcStage.LoggingIn)
        {
            return;
        }

        life.Accepted();
        connection.Stage = YkcStage.AskingModel;
        connection.NextBeat = RealNow + setting.Rhythm.Heartbeat;
        Post(new ModelCheck(Number, Model?.Number ?? "0000"));
    }

    internal void Acknowledged(TransactionRecordReply reply)
    {
        if (records.Acknowledge(reply.Transaction))
        {
            setting.Traffic.RecordKept();
        }
    }

    /// <summary>The pile has its model: stored records and the state of every gun go up (§2.1).</summary>
    internal void HasModel()
    {
        if (connection.Stage is not YkcStage.AskingModel)
        {
            return;
        }

        connection.Stage = YkcStage.Ready;
        Heard();
        var now = RealNow;
        records.Again(now);
        foreach (var connector in pile.Connectors)
        {
            Report(connector);
        }

        foreach (var record in records.Take(now))
        {
            Post(record);
        }
    }

    /// <summary>The next turn is the soonest of beat, reports, records and deadline.</summary>
    internal void Plan()
    {
        var next = connection.Stage is YkcStage.Down ? Due.Never : Due.Soonest(connection.Deadline, connection.NextBeat);
        if (Ready)
        {
            next = Due.Soonest(next, nextReport);
            next = Due.Soonest(next, records.Next ?? Due.Never, commands.Watching ? RealNow + TimeSpan.FromSeconds(1) : Due.Never);
        }

        Interlocked.Exchange(ref nextTurn, next.UtcTicks);
    }

    private async Task Connect(CancellationToken cancellationToken)
    {
        using var socket = new YkcSocket(setting, life.Tries);
        await socket.Open(cancellationToken);
        lock (pile.Gate)
        {
            connection.Open(socket.Outbox, RealNow + setting.Rhythm.ReplyTimeout);
            Post(LoginMessage());
            Plan();
        }

        try
        {
            await socket.Speak(Handle, cancellationToken);
        }
        finally
        {
            lock (pile.Gate)
            {
                connection.Down();
                Plan();
            }
        }
    }

    private void Handle(YkcFrame frame)
    {
        lock (pile.Gate)
        {
            commands.Handle(frame.Message, frame.Sequence);
            upkeep.Handle(frame.Message, frame.Sequence);
            Plan();
        }
    }

    private Login LoginMessage() => new()
    {
        Pile = Number,
        Kind = pile.Spec.Kind == CurrentKind.Dc ? PileKind.Dc : PileKind.Ac,
        GunCount = (byte)pile.Spec.ConnectorCount,
        ProtocolVersion = ProtocolVersion,
        Program = pile.Spec.Firmware[..Math.Min(8, pile.Spec.Firmware.Length)],
        Network = 1,
        Sim = "00000000000000000000",
        Carrier = 4,
    };

    private void Ask(VirtualConnector connector, Credential credential)
    {
        if (Ready)
        {
            commands.Ask(connector, credential);
            return;
        }

        // a pile without a model must not charge, and offline it takes only cards it knows (§2.1, §6)
        if (Model is not null && credential.Kind == CredentialKind.Card && upkeep.KnowsCard(credential.Value))
        {
            pile.Start(connector.Number, new StartOrder(StartedBy.OfflineCard, NewTransaction(connector).ToString(), credential.Value));
        }
    }

    private TransactionNumber NewTransaction(VirtualConnector connector)
    {
        offlineSequence = offlineSequence % 9999 + 1;
        return TransactionNumber.Make(Number, Gun.Of(connector.Number), pile.Now.ToOffset(TimeSpan.FromHours(8)).DateTime, offlineSequence);
    }

    private void Introduce(ChargeSession session)
    {
        if (Ready && pile.Spec.Kind == CurrentKind.Dc)
        {
            Post(YkcFigures.Handshake(Number, session));
            Post(YkcFigures.Parameters(Number, session));
        }
    }

    private void Close(ChargeSession session)
    {
        if (Ready && pile.Spec.Kind == CurrentKind.Dc)
        {
            Post(YkcFigures.ChargeEnd(Number, session));
        }

        var now = RealNow;
        records.Keep(YkcFigures.Record(Number, session, Model), now);
        if (Ready)
        {
            foreach (var record in records.Take(now))
            {
                Post(record);
            }
        }

        upkeep.Closed();
    }
}
