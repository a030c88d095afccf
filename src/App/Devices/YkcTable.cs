using Doorstep.App.Charging;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>云快充 V1.5/V1.6: from a pile's message to what it means for its station, and to the answer.</summary>
public sealed class YkcTable(YkcPrices prices, CityClock clock)
{
    private const byte RemoteStartReplyType = 0x33;

    private static readonly TimeSpan PlugPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SyncEvery = TimeSpan.FromDays(1);

    private readonly YkcLive live = new(clock);
    private readonly YkcOrders orders = new(prices, clock);
    private readonly YkcStarts starts = new(prices);

    public async Task Take(YkcFrame frame, YkcTalk talk)
    {
        if (frame.Message is not (Realtime or BmsDemand or BmsStatus or Heartbeat))
        {
            // What comes after a reading must not overtake it.
            await YkcLive.HandOn(talk);
        }

        await (frame.Message switch
        {
            Login m => LogIn(m, frame.Sequence, talk),
            Heartbeat m => Answer(talk, frame, new HeartbeatReply(m.Pile, m.Gun)),
            ModelCheck m => CheckModel(m, frame.Sequence, talk),
            ModelRequest => GiveModel(frame.Sequence, talk),
            Realtime m => live.Hear(m, frame.Sequence, talk),
            BmsMessage m => YkcLive.Hear(m, talk),
            StartRequest m => Decide(m, frame.Sequence, talk),
            ParallelStartRequest m => Decide(m, frame.Sequence, talk),
            TransactionRecord m => YkcRecord.Hear(m, frame.Sequence, talk),
            RemoteStartReply m => StartAnswered(m, frame.Sequence, talk),
            ParallelRemoteStartReply m => StartAnswered(m.Reply, frame.Sequence, talk),
            RemoteStopReply m => Answered(talk, frame, m.Accepted, YkcWords.Reason(m.Failure), m.Gun.Number),
            BalanceUpdateReply m => Answered(talk, frame, m.Outcome == BalanceOutcome.Updated, $"{m.Outcome}"),
            WorkParameterReply m => Answered(talk, frame, m.Accepted, "refused"),
            ModelSetReply m => ModelAnswered(m, frame, talk),
            RebootReply m => Answered(talk, frame, m.Accepted, "refused"),
            GroundLockReply m => Answered(talk, frame, m.Accepted, "refused", m.GunNumber),
            TimeSyncReply m => ClockTold(m, talk),
            GroundLockReport m => LockTold(m, talk),
            CardsSyncReply m => talk.Note(null, "cards", $"sync {(m.Saved ? "saved" : $"refused {m.Reason}")}"),
            CardsClearReply m => talk.Note(null, "cards", $"clear {m.Cards.Count(c => c.Cleared)} of {m.Cards.Length}"),
            CardsQueryReply m => talk.Note(null, "cards", $"known {m.Cards.Count(c => c.Known)} of {m.Cards.Length}"),
            FirmwareUpdateReply m => talk.Note(null, "firmware", $"{m.Outcome}"),
            QrPrefixReply m => talk.Note(null, "qr", $"prefix answered {m.Result}"),
            QrUrlReply m => talk.Note(m.GunNumber, "qr", m.Accepted ? "taken" : "refused"),
            var other => Strange(other, talk),
        });
    }

    /// <summary>A command of the station's owner, in the pile's words.</summary>
    public async Task Order(PileCommand command, YkcTalk talk)
    {
        await YkcLive.HandOn(talk);
        await orders.Give(command, talk);
    }

    /// <summary>Hands on what was heard, when nothing more is waiting to be heard.</summary>
    public static Task Rest(YkcTalk talk) => YkcLive.HandOn(talk);

    /// <summary>Some time has passed: questions nobody answered, prices that changed, clocks to set.</summary>
    public async Task Pass(YkcTalk talk)
    {
        long now = clock.GetTimestamp();
        foreach (var late in talk.Questions.FindAll(q => clock.GetElapsedTime(q.Since, now) > (q.WaitsForPlug ? PlugPatience : AnswerPatience)))
        {
            talk.Questions.Remove(late);
            if (late.Command != 0 && !late.WaitsForPlug)
            {
                await talk.Owner.Answered(talk.Origin, new CommandAnswer(late.Command, Accepted: false, "no answer", MayStillBegin: true));
            }
        }

        if (talk.SyncedAt is { } synced && clock.GetElapsedTime(synced, now) > SyncEvery)
        {
            orders.SetClock(talk);
        }

        // §2.2: prices are set only while the pile is idle.
        if (talk.Model is { } known && talk.Guns.All(g => g.Status != ReportedStatus.Charging) && !talk.Questions.Exists(q => q.Answer == YkcOrders.ModelSetAnswer))
        {
            var model = prices.Of(talk.Pile.Station);
            if (model.Granted && model.Value != known)
            {
                orders.SendModel(0, model.Value, talk);
            }
        }
    }

    private static Task Answer(YkcTalk talk, YkcFrame frame, YkcMessage answer)
    {
        talk.Voice.Reply(frame.Sequence, answer);
        return Task.CompletedTask;
    }

    private async Task LogIn(Login login, ushort sequence, YkcTalk talk)
    {
        talk.Voice.Reply(sequence, new LoginReply(login.Pile, Accepted: true));
        orders.SetClock(talk);
        foreach (var gun in talk.Guns)
        {
            // Whatever was known of it may have changed while the link was down.
            gun.Status = null;
        }

        await talk.Owner.Booted(
            talk.Origin,
            new PileBooted(talk.Pile.Vendor, talk.Pile.Model, login.Program, "", $"login V{login.ProtocolVersion / 10}.{login.ProtocolVersion % 10} {login.Kind} {login.GunCount} guns"));
        if (talk.Pile.Connectors.Count != 0 && login.GunCount != talk.Pile.Connectors.Count)
        {
            await talk.Note(null, "bad-input", $"the pile has {login.GunCount} guns, the city knows {talk.Pile.Connectors.Count}");
        }
    }

    private async Task CheckModel(ModelCheck check, ushort sequence, YkcTalk talk)
    {
        var model = prices.Of(talk.Pile.Station);
        bool same = model.Granted && model.Value.Number == check.ModelNumber;
        talk.Model = same ? model.Value : talk.Model;
        // Without a model from us the pile must not charge (§2.1): with another number it has to ask for one.
        talk.Voice.Reply(sequence, new ModelCheckReply(check.Pile, check.ModelNumber, same));
        if (!model.Granted)
        {
            await talk.Note(null, "tariff", $"{model.Refusal}");
        }
    }

    private async Task GiveModel(ushort sequence, YkcTalk talk)
    {
        var model = prices.Of(talk.Pile.Station);
        if (model.Granted)
        {
            talk.Model = model.Value;
            talk.Voice.Reply(sequence, new ModelReply(talk.Number, model.Value));
        }
        else
        {
            // No answer is the protocol's only way to keep a pile from charging at a price that is not ours.
            await talk.Note(null, "alert", $"no prices for this pile: {model.Refusal}");
        }
    }

    private async Task Decide(StartRequest request, ushort sequence, YkcTalk talk) =>
        talk.Voice.Reply(sequence, await starts.Decide(request, talk));

    private async Task Decide(ParallelStartRequest request, ushort sequence, YkcTalk talk) =>
        talk.Voice.Reply(sequence, new ParallelStartDecision(await starts.Decide(request.Start, talk), request.Link.Number));

    private static async Task StartAnswered(RemoteStartReply reply, ushort sequence, YkcTalk talk)
    {
        if (talk.Answered(RemoteStartReplyType, sequence, q => q.Transaction == reply.Transaction) is not { } asked)
        {
            return;
        }

        bool mayFollow = reply is { Accepted: false, Failure: RemoteStartFailure.NotPlugged } && !asked.WaitsForPlug;
        if (mayFollow)
        {
            talk.Questions.Add(asked with { WaitsForPlug = true });
        }

        await talk.Owner.Answered(talk.Origin, new CommandAnswer(asked.Command, reply.Accepted, YkcWords.Reason(reply.Failure), mayFollow));
    }

    private static async Task Answered(YkcTalk talk, YkcFrame frame, bool accepted, string reason, int? gun = null)
    {
        if (talk.Answered(frame.Message.Type, frame.Sequence, q => gun is null || q.Gun == gun) is { Command: not 0 } asked)
        {
            await talk.Owner.Answered(talk.Origin, new CommandAnswer(asked.Command, accepted, accepted ? "" : reason));
        }
    }

    private static async Task ModelAnswered(ModelSetReply reply, YkcFrame frame, YkcTalk talk)
    {
        await Answered(talk, frame, reply.Accepted, "refused");
        if (!reply.Accepted)
        {
            await talk.Note(null, "alert", "the pile refused the new prices");
        }
    }

    private async Task ClockTold(TimeSyncReply reply, YkcTalk talk)
    {
        var now = clock.GetUtcNow();
        if (reply.Time.Moment is not { } told || (told - now).Duration() > ChargingRules.Default.ClockAhead)
        {
            await talk.Note(null, "clock", $"the pile's clock says {reply.Time}");
        }
    }

    private static async Task LockTold(GroundLockReport report, YkcTalk talk)
    {
        bool changed = !talk.GroundLocks.TryGetValue(report.GunNumber, out var before)
            || (before.Arm, before.Occupied, before.Alarm) != (report.Arm, report.Occupied, report.Alarm);
        talk.GroundLocks[report.GunNumber] = report;
        if (changed)
        {
            await talk.Note(report.GunNumber, report.Alarm == LockAlarm.None ? "lock" : "fault", $"{report.Arm}{(report.Occupied ? " occupied" : "")} {report.BatteryPercent} % {report.Alarm}");
        }
    }

    private static Task Strange(YkcMessage message, YkcTalk talk) =>
        talk.IsNew(message.Type) ? talk.Note(null, "unknown-message", $"type {message.Type:X2}") : Task.CompletedTask;
}
