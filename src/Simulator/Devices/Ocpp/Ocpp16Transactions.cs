using System.Globalization;
using Doorstep.Wire.Ocpp16;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>A session with the number the server gave it, once it has.</summary>
internal sealed class Ocpp16Transaction(ChargeSession session)
{
    public ChargeSession Session => session;

    public int? Id { get; set; }
}

/// <summary>A 1.6 pile's sessions as StartTransaction and StopTransaction, each kept until the server has answered it.</summary>
internal sealed class Ocpp16Transactions(Ocpp16Link link)
{
    private Reason? restartReason;

    public void Began(Ocpp16Link.Gun gun, ChargeSession session)
    {
        var running = new Ocpp16Transaction(session);
        gun.Running = running;
        var request = new StartTransactionRequest
        {
            ConnectorId = gun.Connector.Number,
            IdTag = session.Order.Card ?? Shortened(link.Pile.Spec.Id),
            MeterStart = (long)session.MeterStartWh,
            Timestamp = session.Began,
            ReservationId = gun.UsesReservation,
        };
        gun.UsesReservation = null;
        link.Calls.Add<StartTransactionRequest, StartTransactionResponse>(
            () => request,
            answer => Confirmed(gun, running, answer),
            link.Habits.GivesUpLostStarts ? Persistence.Once : Persistence.UntilAnswered);
        link.Rounds.Began(gun.Connector);
    }

    public void Ended(Ocpp16Link.Gun gun, ChargeSession session)
    {
        var running = gun.Running ?? new Ocpp16Transaction(session);
        var reason = gun.Unlocking ? Reason.UnlockCommand
            : session.Cause == StopCause.Restart && restartReason is { } restart ? restart
            : Ocpp16Words.StopReason(session.Cause);
        gun.Running = null;
        link.Rounds.Ended(gun.Connector);
        link.Calls.Add<StopTransactionRequest, StopTransactionResponse>(
            () => new()
            {
                TransactionId = running.Id ?? link.Habits.UnconfirmedTransactionId,
                IdTag = session.Cause == StopCause.Local ? session.Order.Card : null,
                MeterStop = (long)session.MeterWh,
                Timestamp = session.Ended!.Value,
                Reason = reason,
                TransactionData =
                [
                    Ocpp16Meter.Of(session.Began, session.MeterStartWh, link.Habits.Meter, ReadingContext.TransactionBegin),
                    Ocpp16Meter.Of(session.Ended.Value, session.MeterWh, link.Habits.Meter, ReadingContext.TransactionEnd),
                ],
            },
            answer => CountRecord(answer is not null),
            Persistence.UntilAnswered);
    }

    /// <summary>Ends every session for a restart, whose kind they tell as their reason.</summary>
    public void EndAll(Reason reason)
    {
        restartReason = reason;
        foreach (var gun in link.Guns)
            link.Pile.Stop(gun.Connector.Number, StopCause.Restart);
        restartReason = null;
    }

    private void Confirmed(Ocpp16Link.Gun gun, Ocpp16Transaction running, StartTransactionResponse? answer)
    {
        if (answer is null)
            return;
        running.Id = answer.TransactionId;
        running.Session.PlatformId = answer.TransactionId.ToString(CultureInfo.InvariantCulture);
        if (answer.IdTagInfo.Status != AuthorizationStatus.Accepted && gun.Running == running && link.Configuration.IsSet(Ocpp16Keys.StopOnInvalid))
            link.Pile.Stop(gun.Connector.Number, StopCause.Deauthorized);
    }

    private void CountRecord(bool kept)
    {
        if (kept)
            link.Setting.Traffic.RecordKept();
    }

    private static string Shortened(string id) => id.Length <= 20 ? id : id[^20..];
}
