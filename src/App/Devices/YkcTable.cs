using System.Globalization;
using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>云快充 1.5/1.6: every message a pile may send, and what happens with it. A record is acknowledged once it is on disk.</summary>
internal static class YkcTable
{
    /// <summary>Sent many times a minute and never answered: the next frame need not wait for them.</summary>
    public static bool Unanswered(YkcMessage message) => message is Realtime { Status: GunStatus.Charging } or BmsStatus or BmsDemand;

    /// <summary>The answer; null where the protocol has none.</summary>
    public static async Task<YkcMessage?> Answer(YkcMessage message, YkcPile pile, CancellationToken ct)
    {
        switch (message)
        {
            case Heartbeat beat:
                await Prices(pile, ct);
                return new HeartbeatReply(beat.Pile, beat.Gun);
            case Realtime live:
                await YkcReadings.Run(live, pile);
                return null;
            case BmsDemand or BmsHandshake or BmsParameters:
                return null;
            case BmsStatus battery:
                await YkcReadings.Run(battery, pile);
                return null;
            case ModelCheck check:
                return await Check(check, pile, ct);
            case ModelRequest request:
                return await Model(request, pile, ct);
            case StartRequest start:
                return await Start(start, pile);
            case ParallelStartRequest parallel:
                await Note(pile, parallel.Start.Gun, "start", "parallel charging of two guns is refused");
                return new ParallelStartDecision(Refused(parallel.Start, StartRefusal.NotAllowedHere), parallel.Link.Number);
            case RemoteStartReply reply:
                await pile.Answered($"start {reply.Transaction}", reply.Accepted, $"{reply.Failure}", reply.Failure == RemoteStartFailure.NotPlugged);
                return null;
            case RemoteStopReply reply:
                await pile.Answered($"stop {reply.Gun.Number}", reply.Accepted, $"{reply.Failure}");
                return null;
            case TransactionRecord record:
                return new TransactionRecordReply(record.Transaction, await Record(record, pile));
            case WorkParameterReply reply:
                await pile.Answered("work", reply.Accepted);
                return null;
            case RebootReply reply:
                await pile.Answered("reboot", reply.Accepted);
                return null;
            case ModelSetReply reply:
                await pile.Answered("prices", reply.Accepted);
                return null;
            case BalanceUpdateReply reply:
                await pile.Answered("balance", reply.Outcome == BalanceOutcome.Updated, $"{reply.Outcome}");
                return null;
            case BmsChargeEnd end:
                await Note(pile, end.Gun, "battery", $"charging ended at {end.StateOfCharge} %, {end.EnergyDeciKWh / 10m} kWh");
                return null;
            case BmsError error:
                await Note(pile, error.Gun, "battery", $"error {error.Bits:X16}");
                return null;
            case BmsAbort abort:
                await Note(pile, abort.Gun, "battery", $"car ended: reason {abort.ReasonBits:X2} fault {abort.FaultBits:X4} error {abort.ErrorBits:X2}");
                return null;
            case ChargerAbort abort:
                await Note(pile, abort.Gun, "battery", $"pile ended: reason {abort.ReasonBits:X2} fault {abort.FaultBits:X4} error {abort.ErrorBits:X2}");
                return null;
            case GroundLockReport report:
                await Note(pile, Gun.Of(Math.Min((int)report.GunNumber, 99)), "lock", $"{report.Arm} {(report.Occupied ? "occupied" : "empty")} {report.Alarm}");
                return null;
            case TimeSyncReply or QrPrefixReply or QrUrlReply:
                return null;
            default:
                await pile.Talk.Owner.Note(pile.Talk.Origin, new PileNote(null, "unknown-message", $"{message.Type:X2}"));
                return null;
        }
    }

    /// <summary>A command in the protocol's words, with the key under which its answer is known; no message where there are no words.</summary>
    public static async Task<(string Key, IReadOnlyList<YkcMessage> Messages)> Call(PileCommand command, YkcPile pile)
    {
        var number = pile.Number;
        switch (command)
        {
            case PileCommand.StartCharging start:
                var transaction = TransactionNumber.Parse(start.Transaction);
                return ($"start {transaction}",
                    [new RemoteStart { Transaction = transaction, Pile = number, Gun = Gun.Of(start.Connector), BalanceFen = (uint)Math.Min(start.Held.Fen, uint.MaxValue) }]);
            case PileCommand.StopCharging stop:
                return ($"stop {stop.Connector}", [new RemoteStop(number, Gun.Of(stop.Connector))]);
            case PileCommand.Reset reset:
                return ("reboot", [new Reboot(number, reset.AtOnce ? ExecuteWhen.Now : ExecuteWhen.WhenIdle)]);
            case PileCommand.SetAvailability set:
                return ("work", [new WorkParameter(number, Locked: !set.Operative, MaxPowerPercent: 100)]);
            case PileCommand.LimitPower limit:
                return ("work", [new WorkParameter(number, Locked: false, (byte)Math.Clamp(limit.Most.Watts * 100 / Math.Max(1, pile.Talk.Pile.RatedPower.Watts), 30, 100))]);
            case PileCommand.UpdateBalance balance:
                return ("balance", [new BalanceUpdate(number, Gun.Of(balance.Connector), default, (uint)Math.Min(balance.Balance.Fen, uint.MaxValue))]);
            case PileCommand.ReportStatus:
                return ("", [.. pile.Talk.Pile.Connectors.Select(c => new ReadRealtime(number, Gun.Of(c.Number)))]);
            case PileCommand.SendPrices:
                var prices = await pile.Prices.For(pile.Talk.Pile.Station, pile.Talk.Now, CancellationToken.None);
                return prices.Granted ? ("prices", [new ModelSet(number, prices.Value)]) : ("", []);
            default:
                return ("", []);
        }
    }

    /// <summary>Once a day the clock is set, and the prices when they have changed (§2.2, 0x58 only to an idle pile: it asks again otherwise).</summary>
    private static async ValueTask Prices(YkcPile pile, CancellationToken ct)
    {
        var now = pile.Talk.Now;
        if (pile.Priced.Day == LocalClock.Day(now) || pile.Priced.Model is null)
        {
            return;
        }

        var prices = await pile.Prices.For(pile.Talk.Pile.Station, now, ct);
        if (prices.Granted && prices.Value.Number != pile.Priced.Model)
        {
            pile.Take(new PileCommand.SendPrices(0));
        }

        pile.Priced = (prices.Granted ? prices.Value.Number : pile.Priced.Model, LocalClock.Day(now));
    }

    private static async Task<YkcMessage> Check(ModelCheck check, YkcPile pile, CancellationToken ct)
    {
        var prices = await pile.Prices.For(pile.Talk.Pile.Station, pile.Talk.Now, ct);
        bool same = prices.Granted && prices.Value.Number == check.ModelNumber;
        if (same)
        {
            pile.Priced = (check.ModelNumber, LocalClock.Day(pile.Talk.Now));
        }

        return new ModelCheckReply(check.Pile, check.ModelNumber, same);
    }

    /// <summary>Where the prices do not fit a pile's four rates it gets none and does not charge; that is said loudly.</summary>
    private static async Task<YkcMessage?> Model(ModelRequest request, YkcPile pile, CancellationToken ct)
    {
        var prices = await pile.Prices.For(pile.Talk.Pile.Station, pile.Talk.Now, ct);
        if (!prices.Granted)
        {
            await pile.Talk.Owner.Note(pile.Talk.Origin, new PileNote(null, "alert", $"prices.unfit {prices.Refusal}"));
            return null;
        }

        pile.Priced = (prices.Value.Number, LocalClock.Day(pile.Talk.Now));
        return new ModelReply(request.Pile, prices.Value);
    }

    private static async Task<YkcMessage> Start(StartRequest start, YkcPile pile)
    {
        if (start.Mode != StartMode.Card)
        {
            return Refused(start, start.Mode == StartMode.Vin ? StartRefusal.UnknownVin : StartRefusal.NoAccount);
        }

        var answer = await pile.Talk.Owner.StartByCard(pile.Talk.Origin, new CardShown(start.Gun.Number, start.Card.ToString()));
        return answer.Verdict == CardVerdict.Accepted
            ? new StartDecision
            {
                Transaction = TransactionNumber.Parse(answer.Transaction),
                Pile = start.Pile,
                Gun = start.Gun,
                LogicCard = start.Card,
                BalanceFen = (uint)Math.Min(answer.Held.Fen, uint.MaxValue),
                Accepted = true,
            }
            : Refused(start, answer.Verdict switch
            {
                CardVerdict.Unknown => StartRefusal.NoAccount,
                CardVerdict.Short => StartRefusal.InsufficientBalance,
                CardVerdict.Busy => StartRefusal.PileHasUnsettledBill,
                _ => answer.Refusal.Length == 0 ? StartRefusal.Frozen : StartRefusal.PileDisabled,
            });
    }

    private static StartDecision Refused(StartRequest start, StartRefusal why) =>
        new() { Transaction = default, Pile = start.Pile, Gun = start.Gun, LogicCard = start.Card, Accepted = false, Refusal = why };

    private static Task<bool> Record(TransactionRecord record, YkcPile pile)
    {
        if (record.Transaction.IsNone || record.MeterEndDeciWh < record.MeterStartDeciWh)
        {
            return Task.FromResult(false);
        }

        // Readings of this protocol count from the start of the session, so the registers are brought onto that scale.
        var energy = WattHours(record.TotalEnergyDeciWh);
        var measured = record.MeterEndDeciWh == 0 ? energy : WattHours(record.MeterEndDeciWh - record.MeterStartDeciWh);
        var now = pile.Talk.Now;
        return pile.Talk.Owner.Recorded(pile.Talk.Origin, new TransactionRecorded(
            record.Gun.Number,
            record.Transaction.ToString(),
            record.PhysicalCard.IsNone ? null : record.PhysicalCard.ToString(),
            record.Start.Moment ?? now,
            record.End.Moment ?? now,
            new PileClaim(measured, energy, new Money((record.TotalAmountCentiFen + 50) / 100)),
            ((byte)record.StopReason).ToString("X2", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{record.MeterStartDeciWh / 10_000m}–{record.MeterEndDeciWh / 10_000m} kWh, {record.Trade}, {record.StopReason}")));
    }

    private static Energy WattHours(ulong deciWattHours) => new((long)(deciWattHours / 10));

    private static Task Note(YkcPile pile, Gun gun, string kind, string text) => pile.Talk.Owner.Note(pile.Talk.Origin, new PileNote(gun.Number, kind, text));
}
