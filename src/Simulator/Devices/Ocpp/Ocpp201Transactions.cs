using Doorstep.Wire.Ocpp201;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A session as the pile's own transaction, its events numbered from 0.</summary>
internal sealed class Ocpp201Transaction(ChargeSession session, string id)
{
    private int seqNo;

    public ChargeSession Session => session;

    public string Id => id;

    public ChargingStateEnumType State { get; set; } = ChargingStateEnumType.Charging;

    public int NextSeqNo() => seqNo++;
}

/// <summary>A 2.0.1 station's sessions as TransactionEvents, each kept until the server has answered it.</summary>
internal sealed class Ocpp201Transactions(Ocpp201Link link)
{
    // A transaction's name is its own for ever: the same pile with the same seed, started again, must not give it twice.
    private readonly Random random = new(link.Setting.Seed ^ link.Setting.Pace.GetUtcNow().UtcTicks.GetHashCode());

    public void Began(Ocpp201Link.Gun gun, ChargeSession session)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var running = new Ocpp201Transaction(session, new Guid(bytes).ToString());
        session.PlatformId = running.Id;
        gun.Running = running;
        var who = session.Order.LinkState as Ocpp201Link.Credentials;
        var begin = Event(gun, running, TransactionEventEnumType.Started, Ocpp201Words.Started(session.Order.By), session.Began) with
        {
            IdToken = who?.Token ?? new IdTokenType { IdToken = "", Type = IdTokenEnumType.NoAuthorization },
            ReservationId = gun.UsesReservation,
            MeterValue = [Ocpp201Meter.Of(session.Began, session.MeterStartWh, link.Habits.Meter, ReadingContextEnumType.TransactionBegin)],
        };
        gun.UsesReservation = null;
        Send(gun, running, begin with { TransactionInfo = begin.TransactionInfo with { RemoteStartId = who?.RemoteStartId } });
        link.Rounds.Began(gun.Connector);
    }

    public void Ended(Ocpp201Link.Gun gun, ChargeSession session)
    {
        if (gun.Running is not { } running || running.Session != session)
            return;
        gun.Running = null;
        link.Rounds.Ended(gun.Connector);
        var (trigger, reason) = Ocpp201Words.Stopped(session.Cause);
        running.State = session.Cause == StopCause.Unplugged ? ChargingStateEnumType.Idle : ChargingStateEnumType.EVConnected;
        var end = Event(gun, running, TransactionEventEnumType.Ended, trigger, session.Ended!.Value) with
        {
            IdToken = session.Cause == StopCause.Local ? (session.Order.LinkState as Ocpp201Link.Credentials)?.Token : null,
            MeterValue =
            [
                Ocpp201Meter.Of(session.Began, session.MeterStartWh, link.Habits.Meter, ReadingContextEnumType.TransactionBegin),
                Ocpp201Meter.Of(session.Ended.Value, session.MeterWh, link.Habits.Meter, ReadingContextEnumType.TransactionEnd),
            ],
        };
        Send(gun, running, end with
        {
            TransactionInfo = end.TransactionInfo with { StoppedReason = reason, TimeSpentCharging = (int)(session.Ended.Value - session.Began).TotalSeconds },
        });
    }

    public void Update(Ocpp201Link.Gun gun, Ocpp201Transaction running, TriggerReasonEnumType trigger, MeterValueType? value)
    {
        var update = Event(gun, running, TransactionEventEnumType.Updated, trigger, value?.Timestamp ?? link.Pile.Now);
        Send(gun, running, value is null ? update : update with { MeterValue = [value] });
    }

    private TransactionEventRequest Event(Ocpp201Link.Gun gun, Ocpp201Transaction running, TransactionEventEnumType type, TriggerReasonEnumType trigger, DateTimeOffset at) => new()
    {
        EventType = type,
        TriggerReason = trigger,
        Timestamp = at,
        SeqNo = running.NextSeqNo(),
        Offline = link.Up ? null : true,
        NumberOfPhasesUsed = link.Pile.Spec.Kind == CurrentKind.Ac ? link.Pile.Spec.Phases : null,
        Evse = new() { Id = gun.Connector.Number, ConnectorId = 1 },
        TransactionInfo = new() { TransactionId = running.Id, ChargingState = running.State },
    };

    private void Send(Ocpp201Link.Gun gun, Ocpp201Transaction running, TransactionEventRequest happened) =>
        link.Calls.Add<TransactionEventRequest, TransactionEventResponse>(
            () => happened,
            answer =>
            {
                if (answer is not null && happened.EventType == TransactionEventEnumType.Ended)
                    link.Setting.Traffic.RecordKept();
                if (answer?.IdTokenInfo is { Status: not AuthorizationStatusEnumType.Accepted } && gun.Running == running && link.Configuration.IsSet(Ocpp201Keys.StopOnInvalid))
                    link.Pile.Stop(gun.Connector.Number, StopCause.Deauthorized);
            },
            Persistence.UntilAnswered);
}
