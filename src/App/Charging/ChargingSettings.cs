using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>The thresholds of charging in force today, from the city's dated settings; looked up anew every few seconds, not for every message.</summary>
public sealed class ChargingSettings(CitySettings settings, CityClock clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private Held held = new(ChargingRules.Default, long.MinValue);

    public ChargingRules Now
    {
        get
        {
            var now = clock.GetTimestamp();
            var known = Volatile.Read(ref held);
            if (known.Until > now)
            {
                return known.Rules;
            }

            var fresh = new Held(Read(LocalClock.Day(clock.GetUtcNow())), now + (long)(Remembered.TotalSeconds * clock.TimestampFrequency));
            Volatile.Write(ref held, fresh);
            return fresh.Rules;
        }
    }

    private ChargingRules Read(DateOnly day)
    {
        decimal Of(CitySetting setting) => settings.Of(setting, day);
        return new()
        {
            StartPatience = TimeSpan.FromSeconds((double)Of(CitySetting.StartPatience)),
            RecordPatience = TimeSpan.FromMinutes((double)Of(CitySetting.RecordPatience)),
            LinkPatience = TimeSpan.FromHours((double)Of(CitySetting.LinkPatience)),
            DisputeEnergy = new((long)Of(CitySetting.ReconcileEnergy)),
            DisputePermille = (int)(Of(CitySetting.ReconcileEnergyShare) * 10),
            DisputeAmount = new((long)Of(CitySetting.ReconcileMoney)),
            DisputeAmountPermille = (int)(Of(CitySetting.ReconcileMoneyShare) * 10),
            HoldWantedAc = new((long)Of(CitySetting.HoldAc)),
            HoldWantedDc = new((long)Of(CitySetting.HoldDc)),
            HoldAtLeast = new((long)Of(CitySetting.HoldLeast)),
        };
    }

    private sealed record Held(ChargingRules Rules, long Until);
}
