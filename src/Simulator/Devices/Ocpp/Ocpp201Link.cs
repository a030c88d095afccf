using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A pile's voice in OCPP 2.0.1: each connector is an EVSE of its own; what happens at the pile becomes its calls, and <see cref="Ocpp201Orders"/> answers the server's.</summary>
public sealed class Ocpp201Link : OcppLink
{
    // beyond this a long offline period sheds samples, never starts and stops
    private const int MostKept = 500;
    private static readonly TimeSpan LimitsPulse = TimeSpan.FromSeconds(1);
    private readonly Gun[] guns;
    private readonly Ocpp201Orders orders;
    private readonly Random random;
    private DateTimeOffset limitsDue = Never;
    private BootReasonEnumType bootReason = BootReasonEnumType.PowerUp;
    private int eventNumber;

    public Ocpp201Link(VirtualPile pile, LinkSetting setting)
        : base(pile, setting, OcppVersion.V201)
    {
        guns = [.. pile.Connectors.Select(connector => new Gun(connector))];
        Configuration = new OcppConfiguration(Ocpp201Keys.All, pile.Spec, setting.Rhythm);
        random = new Random(setting.Seed ^ 0x201);
        orders = new Ocpp201Orders(this);
    }

    internal OcppConfiguration Configuration { get; }

    internal new VirtualPile Pile => base.Pile;

    internal new OcppCalls Calls => base.Calls;

    internal new ChargeLimits Limits => base.Limits;

    internal IReadOnlyList<Gun> Guns => guns;

    internal bool RestartsWhenIdle { get; set; }

    private protected override DateTimeOffset SessionsDue
    {
        get
        {
            var due = limitsDue;
            foreach (var gun in guns)
                due = Earliest(due, gun.SampleDue);
            return due;
        }
    }

    internal void RestartNow()
    {
        RestartsWhenIdle = false;
        bootReason = BootReasonEnumType.RemoteReset;
        foreach (var gun in guns)
            Pile.Stop(gun.Connector.Number, StopCause.Restart);
        RestartSoon();
    }

    internal void LimitsChanged()
    {
        ApplyLimits();
        limitsDue = Limits.Any ? RealNow + LimitsPulse : Never;
    }

    internal new void ChangeHeartbeat(TimeSpan interval) => base.ChangeHeartbeat(interval);

    internal void IntroduceTriggered()
    {
        bootReason = BootReasonEnumType.Triggered;
        IntroduceAgain();
    }

    internal new void Answer<TRequest, TResponse>(in OcppFrame call, Func<TRequest, TResponse> obey)
        where TRequest : class, IOcppRequest<TRequest, TResponse>
        where TResponse : class, IOcppPayload<TResponse> => base.Answer(call, obey);

    internal void SendBeat() => Beat();

    internal void SendStatus(Gun gun)
    {
        gun.Told = Ocpp201Words.Status(gun.Connector);
        var status = new StatusNotificationRequest { EvseId = gun.Connector.Number, ConnectorId = 1, ConnectorStatus = gun.Told.Value, Timestamp = Pile.Now };
        Calls.Add<StatusNotificationRequest, StatusNotificationResponse>(() => status, _ => { });
    }

    /// <summary>Meter values asked for: within a transaction as its event, else as MeterValues (J01, J02).</summary>
    internal void SendSample(Gun gun, ReadingContextEnumType context)
    {
        var value = Ocpp201Meter.Of(Pile.Read(gun.Connector), Pile.Spec, Habits.Meter, context);
        if (gun.Running is { } running)
        {
            if (Calls.Kept < MostKept)
                Update(gun, running, context == ReadingContextEnumType.Trigger ? TriggerReasonEnumType.Trigger : TriggerReasonEnumType.MeterValuePeriodic, value);
            return;
        }

        var request = new MeterValuesRequest { EvseId = gun.Connector.Number, MeterValue = [value] };
        Calls.Add<MeterValuesRequest, MeterValuesResponse>(() => request, _ => { });
    }

    internal void SendReport(NotifyReportRequest part) => Calls.Add<NotifyReportRequest, NotifyReportResponse>(() => part, _ => { });

    /// <summary>Asks the server about a token, then hands the pile the order to begin.</summary>
    internal void Authorise(Gun gun, StartedBy by, Credentials who)
    {
        if (!Up)
        {
            AuthoriseOffline(gun, who);
            return;
        }

        Calls.Add<AuthorizeRequest, AuthorizeResponse>(
            () => new() { IdToken = who.Token },
            answer =>
            {
                if (answer is null)
                    AuthoriseOffline(gun, who);
                else if (answer.IdTokenInfo.Status == AuthorizationStatusEnumType.Accepted)
                    Start(gun, by, who with { Group = answer.IdTokenInfo.GroupIdToken?.IdToken });
            });
    }

    /// <summary>Begins now or when the car is plugged in.</summary>
    internal StartOutcome Start(Gun gun, StartedBy by, Credentials who)
    {
        if (gun.Reservation is { } reservation && gun.Connector.ReservedFor is { } holder
            && (who.Token.IdToken == holder || (who.Group is { } group && group == reservation.GroupIdToken?.IdToken)))
        {
            gun.UsesReservation = reservation.Id;
            Pile.Reserve(gun.Connector.Number, null, default);
        }

        var wait = TimeSpan.FromSeconds(Configuration.Number(Ocpp201Keys.PlugTimeout));
        return Pile.Start(gun.Connector.Number, new StartOrder(by, null, who.Token.IdToken) { LinkState = who, WaitForPlug = wait });
    }

    private protected override void Introduce() =>
        Calls.Add<BootNotificationRequest, BootNotificationResponse>(
            () => new()
            {
                Reason = bootReason,
                ChargingStation = new()
                {
                    Model = Pile.Spec.Model,
                    VendorName = Pile.Spec.Vendor,
                    FirmwareVersion = Pile.Spec.Firmware,
                    SerialNumber = Pile.Spec.Id.Length <= 25 ? Pile.Spec.Id : null,
                },
            },
            answer =>
            {
                if (answer?.Status == RegistrationStatusEnumType.Accepted)
                    bootReason = BootReasonEnumType.PowerUp;
                Introduced(answer is null ? null : answer.Status == RegistrationStatusEnumType.Accepted, answer?.Interval ?? 0);
            },
            introduces: true);

    private protected override void Beat() => Calls.Add<HeartbeatRequest, HeartbeatResponse>(() => new(), _ => { });

    private protected override void ReportEverything()
    {
        foreach (var gun in guns)
            SendStatus(gun);
    }

    private protected override void Report(PileEvent happened)
    {
        switch (happened)
        {
            case ConnectorChanged { Connector: var connector }:
                ReportState(guns[connector.Number - 1]);
                break;
            case StartExpired { Connector: var connector }:
                // a profile that came with the start goes with it
                Limits.SessionEnded(connector.Number);
                break;
            case CredentialPresented { Connector: var connector, Credential: var credential }:
                var kind = credential.Kind == CredentialKind.Vin ? IdTokenEnumType.Local : IdTokenEnumType.ISO14443;
                Authorise(
                    guns[connector.Number - 1],
                    credential.Kind == CredentialKind.Vin ? StartedBy.Vin : StartedBy.Card,
                    new(new() { IdToken = credential.Value, Type = kind }, null, null));
                break;
            case SessionBegan { Session: var session }:
                Began(guns[session.Connector.Number - 1], session);
                break;
            case SessionEnded { Session: var session }:
                Ended(guns[session.Connector.Number - 1], session);
                break;
        }
    }

    private protected override void TurnSessions(DateTimeOffset now)
    {
        foreach (var gun in guns)
        {
            if (gun.SampleDue > now)
                continue;
            PlanSample(gun, now);
            SendSample(gun, ReadingContextEnumType.SamplePeriodic);
        }

        if (limitsDue <= now)
            LimitsChanged();
    }

    private protected override void Obey(in OcppFrame call) => orders.Obey(call);

    private void ReportState(Gun gun)
    {
        var connector = gun.Connector;
        if (gun.Running is { } running && connector.Session == running.Session && Ocpp201Words.Charging(connector.State) != running.State)
        {
            running.State = Ocpp201Words.Charging(connector.State);
            Update(gun, running, TriggerReasonEnumType.ChargingStateChanged, null);
        }

        if (!Calls.IsOpen)
            return;
        if (gun.Told != Ocpp201Words.Status(connector))
            SendStatus(gun);
        if (gun.ToldFaults != connector.Faults)
            SendFault(gun);
    }

    // N07: a problem of the connector, and its end
    private void SendFault(Gun gun)
    {
        var cleared = gun.Connector.Faults == PileFault.None;
        var code = cleared ? gun.ToldFaults : gun.Connector.Faults;
        gun.ToldFaults = gun.Connector.Faults;
        var now = Pile.Now;
        var notice = new NotifyEventRequest
        {
            GeneratedAt = now,
            SeqNo = 0,
            EventData =
            [
                new()
                {
                    EventId = ++eventNumber,
                    Timestamp = now,
                    Trigger = EventTriggerEnumType.Alerting,
                    ActualValue = cleared ? "false" : "true",
                    TechCode = code.ToString(),
                    Cleared = cleared,
                    EventNotificationType = EventNotificationEnumType.HardWiredNotification,
                    Component = new() { Name = "Connector", Evse = new() { Id = gun.Connector.Number, ConnectorId = 1 } },
                    Variable = new() { Name = "Problem" },
                },
            ],
        };
        Calls.Add<NotifyEventRequest, NotifyEventResponse>(() => notice, _ => { });
    }

    private void AuthoriseOffline(Gun gun, Credentials who)
    {
        var known = Setting.OfflineCards.Contains(who.Token.IdToken, StringComparer.Ordinal);
        if (Configuration.IsSet(known ? Ocpp201Keys.OfflineKnown : Ocpp201Keys.OfflineUnknown))
            Start(gun, StartedBy.OfflineCard, who);
    }

    private void Began(Gun gun, ChargeSession session)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var running = new Transaction(session, new Guid(bytes).ToString());
        session.PlatformId = running.Id;
        gun.Running = running;
        PlanSample(gun, RealNow);
        var who = session.Order.LinkState as Credentials;
        var begin = Event(gun, running, TransactionEventEnumType.Started, Ocpp201Words.Started(session.Order.By), session.Began) with
        {
            IdToken = who?.Token ?? new IdTokenType { IdToken = "", Type = IdTokenEnumType.NoAuthorization },
            ReservationId = gun.UsesReservation,
            MeterValue = [Ocpp201Meter.Of(session.Began, session.MeterStartWh, Habits.Meter, ReadingContextEnumType.TransactionBegin)],
        };
        gun.UsesReservation = null;
        Send(gun, running, begin with { TransactionInfo = begin.TransactionInfo with { RemoteStartId = who?.RemoteStartId } });
        if (Limits.Any)
            LimitsChanged();
    }

    private void Ended(Gun gun, ChargeSession session)
    {
        if (gun.Running is not { } running || running.Session != session)
            return;
        gun.Running = null;
        gun.SampleDue = Never;
        if (Limits.Any)
        {
            Limits.SessionEnded(gun.Connector.Number);
            LimitsChanged();
        }

        var (trigger, reason) = Ocpp201Words.Stopped(session.Cause);
        running.State = session.Cause == StopCause.Unplugged ? ChargingStateEnumType.Idle : ChargingStateEnumType.EVConnected;
        var end = Event(gun, running, TransactionEventEnumType.Ended, trigger, session.Ended!.Value) with
        {
            IdToken = session.Cause == StopCause.Local ? (session.Order.LinkState as Credentials)?.Token : null,
            MeterValue =
            [
                Ocpp201Meter.Of(session.Began, session.MeterStartWh, Habits.Meter, ReadingContextEnumType.TransactionBegin),
                Ocpp201Meter.Of(session.Ended.Value, session.MeterWh, Habits.Meter, ReadingContextEnumType.TransactionEnd),
            ],
        };
        Send(gun, running, end with
        {
            TransactionInfo = end.TransactionInfo with { StoppedReason = reason, TimeSpentCharging = (int)(session.Ended.Value - session.Began).TotalSeconds },
        });
        if (RestartsWhenIdle && guns.All(g => g.Running is null))
            RestartNow();
    }

    private void Update(Gun gun, Transaction running, TriggerReasonEnumType trigger, MeterValueType? value)
    {
        var update = Event(gun, running, TransactionEventEnumType.Updated, trigger, value?.Timestamp ?? Pile.Now);
        Send(gun, running, value is null ? update : update with { MeterValue = [value] });
    }

    private TransactionEventRequest Event(Gun gun, Transaction running, TransactionEventEnumType type, TriggerReasonEnumType trigger, DateTimeOffset at) => new()
    {
        EventType = type,
        TriggerReason = trigger,
        Timestamp = at,
        SeqNo = running.NextSeqNo(),
        Offline = Up ? null : true,
        NumberOfPhasesUsed = Pile.Spec.Kind == CurrentKind.Ac ? Pile.Spec.Phases : null,
        Evse = new() { Id = gun.Connector.Number, ConnectorId = 1 },
        TransactionInfo = new() { TransactionId = running.Id, ChargingState = running.State },
    };

    private void Send(Gun gun, Transaction running, TransactionEventRequest happened) =>
        Calls.Add<TransactionEventRequest, TransactionEventResponse>(
            () => happened,
            answer =>
            {
                if (answer is not null && happened.EventType == TransactionEventEnumType.Ended)
                    Setting.Traffic.RecordKept();
                if (answer?.IdTokenInfo is { Status: not AuthorizationStatusEnumType.Accepted } && gun.Running == running && Configuration.IsSet(Ocpp201Keys.StopOnInvalid))
                    Pile.Stop(gun.Connector.Number, StopCause.Deauthorized);
            },
            Persistence.UntilAnswered);

    private void PlanSample(Gun gun, DateTimeOffset now)
    {
        var interval = Configuration.Number(Ocpp201Keys.SampleInterval);
        gun.SampleDue = gun.Running is null || interval == 0 ? Never : now + TimeSpan.FromSeconds(interval);
    }

    /// <summary>Who asked for a session, and the server's number of a remote start.</summary>
    internal sealed record Credentials(IdTokenType Token, int? RemoteStartId, string? Group);

    /// <summary>What the link knows of one EVSE.</summary>
    internal sealed class Gun(VirtualConnector connector)
    {
        public VirtualConnector Connector => connector;

        public ConnectorStatusEnumType? Told { get; set; }

        public PileFault ToldFaults { get; set; }

        public Transaction? Running { get; set; }

        public DateTimeOffset SampleDue { get; set; } = Never;

        public ReserveNowRequest? Reservation { get; set; }

        public int? UsesReservation { get; set; }
    }

    /// <summary>A session as the pile's own transaction, its events numbered from 0.</summary>
    internal sealed class Transaction(ChargeSession session, string id)
    {
        private int seqNo;

        public ChargeSession Session => session;

        public string Id => id;

        public ChargingStateEnumType State { get; set; } = ChargingStateEnumType.Charging;

        public int NextSeqNo() => seqNo++;
    }
}
