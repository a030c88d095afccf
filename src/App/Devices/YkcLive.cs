using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>What a gun and the car on it say of themselves: status at once, readings collected and handed on together.</summary>
internal sealed class YkcLive(CityClock clock)
{
    private const byte RealtimeType = 0x13;

    /// <summary>Readings one message to the owner carries at most.</summary>
    private const int MostTogether = 64;

    /// <summary>Hands on the readings heard so far; returns once they are on disk.</summary>
    public static async Task HandOn(YkcTalk talk)
    {
        foreach (var gun in talk.Guns)
        {
            if (gun.Readings.Count > 0)
            {
                var readings = gun.Readings;
                gun.Readings = [];
                await talk.Owner.Read(talk.Origin, new ReadingsTaken(gun.Number, gun.Running.ToString(), readings));
            }
        }
    }

    public async Task Hear(Realtime told, ushort sequence, YkcTalk talk)
    {
        if (talk.Gun(told.Gun.Number) is not { } gun)
        {
            await Unknown(talk, told.Gun.Number, told.Type);
            return;
        }

        if (talk.Questions.Count > 0 && talk.Answered(RealtimeType, sequence, q => q.Gun == gun.Number) is { Command: not 0 } asked)
        {
            await talk.Owner.Answered(talk.Origin, new CommandAnswer(asked.Command, Accepted: true));
        }

        var now = clock.GetUtcNow();
        gun.HasCharged = told.Plugged && (gun.HasCharged || told.Status == GunStatus.Charging);
        bool runs = !told.Transaction.IsNone && told.Transaction != gun.Recorded && told.Status is GunStatus.Charging or GunStatus.Fault;
        if (runs && told.Transaction != gun.Running && told.Status == GunStatus.Charging)
        {
            await HandOn(talk);
            await Begin(told, gun, talk, now);
        }

        if (runs && told.Transaction == gun.Running && !gun.IsForeign)
        {
            gun.Readings.Add(Reading(told, gun, now));
            if (gun.Readings.Count >= MostTogether)
            {
                await HandOn(talk);
            }
        }

        var (status, fault) = (YkcWords.Status(told, gun.HasCharged), YkcWords.Faults(told.Faults));
        if (gun.Status != status || gun.Fault != fault)
        {
            await HandOn(talk);
            await talk.Owner.Report(talk.Origin, new StatusReport(gun.Number, status, fault, now));
            (gun.Status, gun.Fault) = (status, fault);
        }
    }

    /// <summary>What the car says goes with the pile's next reading; what happens once is written down.</summary>
    public static async Task Hear(BmsMessage told, YkcTalk talk)
    {
        if (talk.Gun(told.Gun.Number) is not { } gun)
        {
            await Unknown(talk, told.Gun.Number, told.Type);
            return;
        }

        switch (told)
        {
            case BmsDemand demand:
                gun.StateOfCharge = demand.StateOfCharge is > 0 and <= 100 ? demand.StateOfCharge * 10 : gun.StateOfCharge;
                return;
            case BmsStatus status:
                gun.Temperature = status.MaxTemperature.Raw == 0 ? gun.Temperature : status.MaxTemperature.Celsius * 10;
                if (YkcWords.Warnings(status) != gun.BmsBits)
                {
                    gun.BmsBits = YkcWords.Warnings(status);
                    await talk.Note(gun.Number, "bms", YkcWords.Of(status));
                }

                return;
            case BmsParameters { StateOfChargeTenths: > 0 and <= 1000 } parameters:
                gun.StateOfCharge = parameters.StateOfChargeTenths;
                break;
            case BmsHandshake:
                // Another car, another battery.
                (gun.StateOfCharge, gun.Temperature, gun.BmsBits) = (null, null, 0);
                break;
        }

        await talk.Note(gun.Number, YkcWords.IsFault(told) ? "fault" : "bms", YkcWords.Of(told));
    }

    private static async Task Begin(Realtime told, YkcGun gun, YkcTalk talk, DateTimeOffset now)
    {
        // Its energy counts from zero, so zero is its register when it began.
        var began = await talk.Owner.Began(
            talk.Origin,
            new TransactionBegan(gun.Number, null, told.Transaction.ToString(), null, now.AddMinutes(-told.ChargedMinutes), Energy.Zero, Offline: false) { OnlyAsked = true });
        (gun.Running, gun.IsForeign) = (told.Transaction, began.Nothing);
    }

    private static Reading Reading(Realtime told, YkcGun gun, DateTimeOffset now) => new(
        now,
        YkcWords.Energy(told.EnergyDeciWh),
        new Power((long)told.VoltageDeciVolts * told.CurrentDeciAmperes / 100),
        told.StateOfCharge is > 0 and <= 100 ? told.StateOfCharge * 10 : gun.StateOfCharge,
        told.VoltageDeciVolts * 100,
        told.CurrentDeciAmperes * 100,
        told.BatteryCelsius * 10 ?? gun.Temperature);

    private static Task Unknown(YkcTalk talk, int gun, byte type) =>
        talk.IsNew(type) ? talk.Note(null, "bad-input", $"type {type:X2} of gun {gun}, which this pile does not have") : Task.CompletedTask;
}
