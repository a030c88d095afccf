using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>From the owner's commands to frames, and what answer each of them waits for.</summary>
internal sealed class YkcOrders(YkcPrices prices, CityClock clock)
{
    public const byte ModelSetAnswer = 0x57;

    /// <summary>§3, 0x52: the pile takes 30…100 percent.</summary>
    private const int LeastPercent = 30;

    /// <summary>What a session nobody pays shows as balance, so that the pile's own guard does not stop it.</summary>
    private static readonly Money Free = new(1_000_000);

    public Task Give(PileCommand command, YkcTalk talk) => command switch
    {
        PileCommand.StartCharging c => Start(c, talk),
        PileCommand.StopCharging c => Ask(new RemoteStop(talk.Number, Gun.Of(c.Connector)), 0x35, c.Id, c.Connector, talk),
        PileCommand.Reset c => Ask(new Reboot(talk.Number, c.AtOnce ? ExecuteWhen.Now : ExecuteWhen.WhenIdle), 0x91, c.Id, 0, talk),
        PileCommand.SetAvailability c => SetAvailability(c, talk),
        PileCommand.LimitPower c => LimitPower(c, talk),
        PileCommand.UpdateBalance c => Ask(new BalanceUpdate(talk.Number, Gun.Of(c.Connector), default, YkcWords.Fen(c.Balance)), 0x41, c.Id, c.Connector, talk),
        PileCommand.ReportStatus c => ReportStatus(c, talk),
        PileCommand.SendPrices c => SendPrices(c, talk),
        PileCommand.Unlock c when talk.GroundLocks.ContainsKey(c.Connector) => Ask(new GroundLockCommand(talk.Number, (byte)c.Connector, LockArm.Down), 0x63, c.Id, c.Connector, talk),
        _ => Refuse(command.Id, "not in this protocol", talk),
    };

    public void SetClock(YkcTalk talk)
    {
        talk.SyncedAt = clock.GetTimestamp();
        talk.Voice.Say(new TimeSync(talk.Number, Cp56Time.Of(clock.GetUtcNow())));
    }

    public void SendModel(long command, BillingModel model, YkcTalk talk)
    {
        talk.Model = model;
        talk.Ask(new ModelSet(talk.Number, model), Question(ModelSetAnswer, command, 0));
    }

    private static Task Refuse(long command, string why, YkcTalk talk) =>
        command == 0 ? Task.CompletedTask : talk.Owner.Answered(talk.Origin, new CommandAnswer(command, Accepted: false, why));

    private Task Start(PileCommand.StartCharging c, YkcTalk talk)
    {
        if (prices.Of(talk.Pile.Station).Refusal is { } refusal)
        {
            return Refuse(c.Id, refusal.Code, talk);
        }

        if (!TransactionNumber.TryParse(c.Transaction, out var number) || talk.Gun(c.Connector) is null)
        {
            return Refuse(c.Id, "no-such-gun", talk);
        }

        var start = new RemoteStart { Transaction = number, Pile = talk.Number, Gun = Gun.Of(c.Connector), BalanceFen = YkcWords.Fen(c.Held > Money.Zero ? c.Held : Free) };
        talk.Ask(start, Question(0x33, c.Id, c.Connector) with { Transaction = number });
        return Task.CompletedTask;
    }

    private Task SetAvailability(PileCommand.SetAvailability c, YkcTalk talk)
    {
        if (c.Connector != 0 && talk.Pile.Connectors.Count > 1)
        {
            return Refuse(c.Id, "only the whole pile can be locked", talk);
        }

        talk.Locked = !c.Operative;
        return Ask(new WorkParameter(talk.Number, talk.Locked, talk.PowerPercent), 0x51, c.Id, 0, talk);
    }

    private Task LimitPower(PileCommand.LimitPower c, YkcTalk talk)
    {
        long percent = talk.Pile.RatedPower.Watts <= 0 ? 100 : c.Most.Watts * 100 / talk.Pile.RatedPower.Watts;
        if (percent < LeastPercent)
        {
            return Refuse(c.Id, $"the pile goes down to {LeastPercent} % of its power", talk);
        }

        talk.PowerPercent = (byte)Math.Min(percent, 100);
        return Ask(new WorkParameter(talk.Number, talk.Locked, talk.PowerPercent), 0x51, c.Id, 0, talk);
    }

    private Task ReportStatus(PileCommand.ReportStatus c, YkcTalk talk)
    {
        int last = talk.Pile.Connectors.Count == 0 ? 1 : talk.Pile.Connectors[^1].Number;
        foreach (int number in talk.Pile.Connectors.Count == 0 ? [1] : talk.Pile.Connectors.Select(x => x.Number))
        {
            if (talk.Gun(number) is { } gun)
            {
                // The owner may have moved and forgotten what it was told.
                gun.Status = null;
                talk.Ask(new ReadRealtime(talk.Number, Gun.Of(number)), Question(0x13, number == last ? c.Id : 0, number));
            }
        }

        return Task.CompletedTask;
    }

    private Task SendPrices(PileCommand.SendPrices c, YkcTalk talk)
    {
        var model = prices.Of(talk.Pile.Station);
        if (model.Refusal is { } refusal)
        {
            return Refuse(c.Id, refusal.Code, talk);
        }

        SendModel(c.Id, model.Value, talk);
        return Task.CompletedTask;
    }

    private Task Ask(YkcMessage message, byte answer, long command, int gun, YkcTalk talk)
    {
        talk.Ask(message, Question(answer, command, gun));
        return Task.CompletedTask;
    }

    private YkcQuestion Question(byte answer, long command, int gun) => new(answer, command, gun, clock.GetTimestamp());
}
