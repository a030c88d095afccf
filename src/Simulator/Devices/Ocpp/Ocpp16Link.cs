using Doorstep.Wire.Ocpp;
using Doorstep.Wire.Ocpp16;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A pile's voice in OCPP 1.6J: what happens at the pile becomes its calls, sessions through <see cref="Ocpp16Transactions"/>; <see cref="Ocpp16Orders"/> answers the server's.</summary>
public sealed class Ocpp16Link : OcppLink
{
    // beyond this a long offline period sheds samples, never starts and stops
    private const int MostKept = 500;
    private readonly Gun[] guns;
    private readonly Ocpp16Orders orders;
    private readonly Ocpp16Transactions transactions;

    public Ocpp16Link(VirtualPile pile, LinkSetting setting)
        : base(pile, setting, OcppVersion.V16, Ocpp16Keys.All)
    {
        guns = [.. pile.Connectors.Select(connector => new Gun(connector))];
        orders = new Ocpp16Orders(this);
        transactions = new Ocpp16Transactions(this);
    }

    internal IReadOnlyList<Gun> Guns => guns;

    private protected override TimeSpan SampleInterval => TimeSpan.FromSeconds(Configuration.Number(Ocpp16Keys.SampleInterval));

    internal void RestartSoon(Reason reason)
    {
        transactions.EndAll(reason);
        RestartSoon();
    }

    /// <summary>Tells a connector's state, or with null the pile's own as connector 0.</summary>
    internal void SendStatus(Gun? gun)
    {
        if (gun is not null)
            gun.Told = (Ocpp16Words.Status(gun.Connector), gun.Connector.Faults);
        var faults = gun?.Connector.Faults ?? PileFault.None;
        var status = new StatusNotificationRequest
        {
            ConnectorId = gun?.Connector.Number ?? 0,
            Status = gun is null ? ChargePointStatus.Available : Ocpp16Words.Status(gun.Connector),
            ErrorCode = Ocpp16Words.Error(faults),
            VendorErrorCode = faults == PileFault.None ? null : faults.ToString(),
            Timestamp = Pile.Now,
        };
        Calls.Add<StatusNotificationRequest, StatusNotificationResponse>(() => status, _ => { });
    }

    internal void SendSample(Gun gun, ReadingContext context)
    {
        var (running, reading) = (gun.Running, Pile.Read(gun.Connector));
        if (running is not null && Calls.Kept >= MostKept)
            return;
        var value = Ocpp16Meter.Of(reading, Pile.Spec, Habits.Meter, context);
        Calls.Add<MeterValuesRequest, MeterValuesResponse>(
            () => new() { ConnectorId = gun.Connector.Number, TransactionId = running?.Id, MeterValue = [value] },
            _ => { },
            running is null ? Persistence.Fleeting : Persistence.UntilAnswered);
    }

    /// <summary>Asks the server about a card, then hands the pile the order to begin.</summary>
    internal void Authorise(Gun gun, string idTag, StartedBy by)
    {
        if (!Up)
        {
            AuthoriseOffline(gun, idTag);
            return;
        }

        Calls.Add<AuthorizeRequest, AuthorizeResponse>(
            () => new() { IdTag = idTag },
            answer =>
            {
                if (answer is null)
                    AuthoriseOffline(gun, idTag);
                else if (answer.IdTagInfo.Status == AuthorizationStatus.Accepted)
                    Start(gun, new StartOrder(by, null, idTag), answer.IdTagInfo.ParentIdTag);
            });
    }

    /// <summary>Begins now or when the car is plugged in.</summary>
    internal StartOutcome Start(Gun gun, StartOrder order, string? group)
    {
        if (gun.Reservation is { } reservation && gun.Connector.ReservedFor is { } holder && (order.Card == holder || (group is not null && group == reservation.ParentIdTag)))
        {
            gun.UsesReservation = reservation.ReservationId;
            Pile.Reserve(gun.Connector.Number, null, default);
        }

        var outcome = Pile.Start(gun.Connector.Number, order with { WaitForPlug = TimeSpan.FromSeconds(Configuration.Number(Ocpp16Keys.PlugTimeout)) });
        if (outcome == StartOutcome.Waiting)
            ReportState(gun);
        return outcome;
    }

    private protected override void Introduce() =>
        Calls.Add<BootNotificationRequest, BootNotificationResponse>(
            () => new()
            {
                ChargePointVendor = Pile.Spec.Vendor,
                ChargePointModel = Pile.Spec.Model,
                ChargePointSerialNumber = Pile.Spec.Id.Length <= 25 ? Pile.Spec.Id : null,
                FirmwareVersion = Pile.Spec.Firmware,
            },
            answer => Introduced(answer is null ? null : answer.Status == RegistrationStatus.Accepted, answer?.Interval ?? 0),
            introduces: true);

    internal override void Beat() => Calls.Add<HeartbeatRequest, HeartbeatResponse>(() => new(), _ => { });

    private protected override void ReportEverything()
    {
        SendStatus(null);
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
                ReportState(guns[connector.Number - 1]);
                break;
            case CredentialPresented { Connector: var connector, Credential: var credential }:
                Authorise(guns[connector.Number - 1], credential.Value, credential.Kind == CredentialKind.Vin ? StartedBy.Vin : StartedBy.Card);
                break;
            case SessionBegan { Session: var session }:
                transactions.Began(guns[session.Connector.Number - 1], session);
                break;
            case SessionEnded { Session: var session }:
                transactions.Ended(guns[session.Connector.Number - 1], session);
                break;
        }
    }

    private protected override void Sample(int connector) => SendSample(guns[connector - 1], ReadingContext.SamplePeriodic);

    private protected override void Obey(in OcppFrame call) => orders.Obey(call);

    private void ReportState(Gun gun)
    {
        // before the server accepted the pile, or without a link, the state at acceptance will say it all
        if (Calls.IsOpen && gun.Told != (Ocpp16Words.Status(gun.Connector), gun.Connector.Faults))
            SendStatus(gun);
    }

    private void AuthoriseOffline(Gun gun, string idTag)
    {
        var known = Setting.OfflineCards.Contains(idTag, StringComparer.Ordinal);
        if (Configuration.IsSet(known ? Ocpp16Keys.OfflineKnown : Ocpp16Keys.OfflineUnknown))
            Start(gun, new StartOrder(StartedBy.OfflineCard, null, idTag), null);
    }

    /// <summary>What the link knows of one connector.</summary>
    internal sealed class Gun(VirtualConnector connector)
    {
        public VirtualConnector Connector => connector;

        public (ChargePointStatus Status, PileFault Faults)? Told { get; set; }

        public Ocpp16Transaction? Running { get; set; }

        public ReserveNowRequest? Reservation { get; set; }

        public int? UsesReservation { get; set; }

        public bool Unlocking { get; set; }
    }
}
