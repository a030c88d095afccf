using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A pile's voice in OCPP 2.0.1: each connector is an EVSE of its own; what happens at the pile becomes its calls, sessions through <see cref="Ocpp201Transactions"/>, and <see cref="Ocpp201Orders"/> answers the server's.</summary>
public sealed class Ocpp201Link : OcppLink
{
    // beyond this a long offline period sheds samples, never starts and stops
    private const int MostKept = 500;
    private readonly Gun[] guns;
    private readonly Ocpp201Orders orders;
    private readonly Ocpp201Transactions transactions;
    private BootReasonEnumType bootReason = BootReasonEnumType.PowerUp;
    private int eventNumber;

    public Ocpp201Link(VirtualPile pile, LinkSetting setting)
        : base(pile, setting, OcppVersion.V201, Ocpp201Keys.All)
    {
        guns = [.. pile.Connectors.Select(connector => new Gun(connector))];
        orders = new Ocpp201Orders(this);
        transactions = new Ocpp201Transactions(this);
    }

    internal IReadOnlyList<Gun> Guns => guns;

    internal bool RestartsWhenIdle { get; set; }

    private protected override TimeSpan SampleInterval => TimeSpan.FromSeconds(Configuration.Number(Ocpp201Keys.SampleInterval));

    internal void RestartNow()
    {
        RestartsWhenIdle = false;
        bootReason = BootReasonEnumType.RemoteReset;
        foreach (var gun in guns)
            Pile.Stop(gun.Connector.Number, StopCause.Restart);
        RestartSoon();
    }

    internal void IntroduceTriggered()
    {
        bootReason = BootReasonEnumType.Triggered;
        IntroduceAgain();
    }

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
                transactions.Update(gun, running, context == ReadingContextEnumType.Trigger ? TriggerReasonEnumType.Trigger : TriggerReasonEnumType.MeterValuePeriodic, value);
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

    internal override void Beat() => Calls.Add<HeartbeatRequest, HeartbeatResponse>(() => new(), _ => { });

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
                transactions.Began(guns[session.Connector.Number - 1], session);
                break;
            case SessionEnded { Session: var session }:
                transactions.Ended(guns[session.Connector.Number - 1], session);
                if (RestartsWhenIdle && guns.All(g => g.Running is null))
                    RestartNow();
                break;
        }
    }

    private protected override void Sample(int connector) => SendSample(guns[connector - 1], ReadingContextEnumType.SamplePeriodic);

    private protected override void Obey(in OcppFrame call) => orders.Obey(call);

    private void ReportState(Gun gun)
    {
        var connector = gun.Connector;
        if (gun.Running is { } running && connector.Session == running.Session && Ocpp201Words.Charging(connector.State) != running.State)
        {
            running.State = Ocpp201Words.Charging(connector.State);
            transactions.Update(gun, running, TriggerReasonEnumType.ChargingStateChanged, null);
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

    /// <summary>Who asked for a session, and the server's number of a remote start.</summary>
    internal sealed record Credentials(IdTokenType Token, int? RemoteStartId, string? Group);

    /// <summary>What the link knows of one EVSE.</summary>
    internal sealed class Gun(VirtualConnector connector)
    {
        public VirtualConnector Connector => connector;

        public ConnectorStatusEnumType? Told { get; set; }

        public PileFault ToldFaults { get; set; }

        public Ocpp201Transaction? Running { get; set; }

        public ReserveNowRequest? Reservation { get; set; }

        public int? UsesReservation { get; set; }
    }
}
