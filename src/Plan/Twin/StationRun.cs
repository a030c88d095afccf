namespace Doorstep.Plan.Twin;

/// <summary>
/// One station in one replication. It lives only when somebody looks at it: whatever became full or left before then happens first, in order of time, so that stations need no
/// common calendar.
/// </summary>
internal sealed class StationRun
{
    private readonly TwinStation station;

    private readonly TwinSettings settings;

    private readonly StationRules rules;

    private readonly PileQueue?[] pools;

    private readonly Agenda agenda = new();

    public StationRun(TwinStation station, TwinSettings settings, StationRules rules, int classes)
    {
        (this.station, this.settings, this.rules) = (station, settings, rules);
        Log = new StationLog(classes, settings.WarmUpDays * 1440.0, (settings.WarmUpDays + settings.Days) * 1440.0);
        pools = new PileQueue?[classes];
        foreach (var pool in station.Pools)
        {
            pools[pool.Class] = new PileQueue(pool);
        }
    }

    public StationLog Log { get; }

    /// <summary>True when a pile of the class is free now.</summary>
    public bool HasFree(int ofClass, double now)
    {
        LiveUntil(now);
        return pools[ofClass] is { } pool && pool.View.Free > 0;
    }

    /// <summary>The driver plugs in or queues (true), or is turned away.</summary>
    public bool Enter(int ofClass, in Driver driver)
    {
        LiveUntil(driver.At);
        var counts = Log.Counts(driver.At);
        if (counts)
        {
            Log.Arrivals[ofClass]++;
        }

        if (pools[ofClass] is not { } pool || !rules.Admits(pool.View, driver.Patience))
        {
            if (counts)
            {
                Log.TurnedAway[ofClass]++;
            }

            return false;
        }

        var pile = pool.TakeFree();
        if (pile >= 0)
        {
            PlugIn(ofClass, pool, pile, driver, driver.At);
        }
        else
        {
            pool.Waiting.Enqueue(driver);
        }

        return true;
    }

    /// <summary>Lets the last car leave and closes the books at the end of the run.</summary>
    public void Finish(double end)
    {
        LiveUntil(double.MaxValue);
        Log.Flow(end);
    }

    private void LiveUntil(double now)
    {
        while (agenda.Next <= now)
        {
            var next = agenda.Take();
            if (!next.IsLeaving)
            {
                Log.Change(next.At, -next.Kilowatts);
                continue;
            }

            var pool = pools[next.Pool]!;
            if (pool.Waiting.TryDequeue(out var driver))
            {
                PlugIn(next.Pool, pool, next.Pile, driver, next.At);
            }
            else
            {
                pool.GiveBack(next.Pile);
            }
        }
    }

    private void PlugIn(int ofClass, PileQueue pool, int pile, in Driver driver, double now)
    {
        Log.Waited(ofClass, driver.At, now - driver.At, settings.PromiseMinutes);
        var kind = pool.Piles[pile];
        var power = rules.Power(kind.Kilowatts, Log.Kilowatts, station.GridKilowatts);
        Log.Change(now, power);
        var full = now + (kind.ChargingMinutes * driver.Charging * kind.Kilowatts / power);
        agenda.Put(new(full, ofClass, pile, power));
        agenda.Put(new(full + (kind.OverstayMinutes * driver.Overstay), ofClass, pile, -1));
    }
}
