using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>What a YKC gun measures (0x13, and 0x25 for the battery's temperature). The energy counts from the start of the session.</summary>
internal static class YkcReadings
{
    public static async Task Run(Realtime live, YkcPile pile)
    {
        int gun = live.Gun.Number;
        var talk = pile.Talk;
        var status = live.Status switch
        {
            GunStatus.Charging => ConnectorStatus.Charging,
            GunStatus.Idle => live.Plugged ? ConnectorStatus.Preparing : ConnectorStatus.Available,
            GunStatus.Fault => ConnectorStatus.Faulted,
            _ => ConnectorStatus.Unavailable,
        };
        var fault = live.Faults == HardwareFaults.None ? "" : $"{live.Faults}";
        if (pile.Changes(gun, status, fault))
        {
            await talk.Owner.Report(talk.Origin, new(gun, status, fault, null));
        }

        if (live.Status != GunStatus.Charging || live.Transaction.IsNone)
        {
            return;
        }

        var transaction = live.Transaction.ToString();
        if (pile.Begins(gun, live.Transaction))
        {
            // A number we never gave is a charge of its own card: the pile records it at its end.
            await talk.Owner.Began(talk.Origin, new(gun, null, transaction, null, talk.Now, Energy.Zero, Offline: false) { OnlyAsked = true });
            pile.HasBegun(gun, live.Transaction);
        }

        long watts = (long)live.VoltageDeciVolts * live.CurrentDeciAmperes / 100;
        await talk.Owner.Read(talk.Origin, new(gun, transaction,
        [
            new(
                talk.Now,
                new Energy(live.EnergyDeciWh / 10),
                new Power(watts),
                live.StateOfCharge == 0 ? null : live.StateOfCharge * 10,
                live.VoltageDeciVolts * 100,
                live.CurrentDeciAmperes * 100,
                live.BatteryCelsius * 10),
        ]));
    }

    public static Task Run(BmsStatus battery, YkcPile pile) => battery.Transaction.IsNone
        ? Task.CompletedTask
        : pile.Talk.Owner.Read(pile.Talk.Origin, new(battery.Gun.Number, battery.Transaction.ToString(), [new Reading(pile.Talk.Now, null, Temperature: battery.MaxTemperature.Celsius * 10)]));
}
