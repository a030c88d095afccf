namespace Doorstep.Plan.Twin;

/// <summary>One run over stations that share drivers: arrivals and departures in order of time, nothing in between.</summary>
internal sealed class Replication
{
    private readonly TwinCity city;

    private readonly TwinSettings settings;

    private readonly StationRules rules;

    private readonly PriorityQueue<Happening, double> agenda = new();

    private readonly Dictionary<int, StationLog> logs = [];

    private readonly Dictionary<(int Station, int Class), Pool> pools = [];

    private readonly double end;

    public Replication(TwinCity city, TwinSettings settings, StationRules rules, IReadOnlyList<int> stations, IReadOnlyList<int> streams, int number)
    {
        (this.city, this.settings, this.rules) = (city, settings, rules);
        end = (settings.WarmUpDays + settings.Days) * 1440.0;
        var classes = city.Streams.Max(s => s.Class) + 1;
        foreach (var station in stations)
        {
            logs[station] = new StationLog(classes, settings.WarmUpDays * 1440.0, end);
            foreach (var pool in city.Stations[station].Pools)
            {
                pools[(station, pool.Class)] = new Pool(pool);
            }
        }

        foreach (var stream in streams)
        {
            Await(new Drivers(city.Streams[stream], settings, number), city.Streams[stream]);
        }
    }

    public IReadOnlyDictionary<int, StationLog> Run(CancellationToken ct)
    {
        long handled = 0;
        while (agenda.TryDequeue(out var happening, out var now))
        {
            if ((++handled & 0xFFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            switch (happening)
            {
                case Arrival arrival:
                    Arrive(arrival);
                    Await(arrival.Drivers, arrival.Stream);
                    break;
                case FullNow full:
                    logs[full.Station].Change(now, -full.Kilowatts);
                    break;
                case Leave leave:
                    Free(leave, now);
                    break;
            }
        }

        foreach (var log in logs.Values)
        {
            log.Flow(end);
        }

        return logs;
    }

    private void Await(Drivers drivers, TwinStream stream)
    {
        if (drivers.Next(end) is { } driver)
        {
            agenda.Enqueue(new Arrival(driver, drivers, stream), driver.At);
        }
    }

    private void Arrive(Arrival arrival)
    {
        var first = First(arrival.Stream, arrival.Driver.Choice);
        if (first < 0)
        {
            return;
        }

        if (Enter(first, arrival))
        {
            return;
        }

        // Turned away: the nearest other with a free pile, else home.
        foreach (var other in arrival.Stream.Others)
        {
            if (other != first && pools.TryGetValue((other, arrival.Stream.Class), out var pool) && pool.View.Free > 0 && Enter(other, arrival))
            {
                return;
            }
        }
    }

    private static int First(TwinStream stream, double choice)
    {
        var sum = 0.0;
        foreach (var (station, share) in stream.Goes)
        {
            sum += share;
            if (choice < sum)
            {
                return station;
            }
        }

        return -1;
    }

    private bool Enter(int station, Arrival arrival)
    {
        var log = logs[station];
        var ofClass = arrival.Stream.Class;
        if (log.Counts(arrival.Driver.At))
        {
            log.Arrivals[ofClass]++;
        }

        if (!pools.TryGetValue((station, ofClass), out var pool) || !rules.Admits(pool.View, arrival.Driver.Patience))
        {
            if (log.Counts(arrival.Driver.At))
            {
                log.TurnedAway[ofClass]++;
            }

            return false;
        }

        if (pool.TakeFree() is { } pile)
        {
            PlugIn(station, ofClass, pool, pile, arrival.Driver, arrival.Driver.At);
        }
        else
        {
            pool.Waiting.Enqueue(arrival.Driver);
        }

        return true;
    }

    private void PlugIn(int station, int ofClass, Pool pool, int pile, in Driver driver, double now)
    {
        var log = logs[station];
        log.Waited(ofClass, driver.At, now - driver.At, settings.PromiseMinutes);
        var kind = pool.Piles[pile];
        var wanted = kind.Kilowatts;
        var minutes = kind.ChargingMinutes * driver.Charging;
        var power = rules.Power(wanted, log.Kilowatts, city.Stations[station].GridKilowatts);
        minutes *= wanted / power;
        log.Change(now, power);
        var full = now + minutes;
        var gone = full + (kind.OverstayMinutes * driver.Overstay);
        agenda.Enqueue(new FullNow(station, power), full);
        agenda.Enqueue(new Leave(station, ofClass, pile), gone);
    }

    private void Free(Leave leave, double now)
    {
        var pool = pools[(leave.Station, leave.Class)];
        if (pool.Waiting.TryDequeue(out var driver))
        {
            PlugIn(leave.Station, leave.Class, pool, leave.Pile, driver, now);
        }
        else
        {
            pool.GiveBack(leave.Pile);
        }
    }

    private abstract record Happening;

    private sealed record Arrival(Driver Driver, Drivers Drivers, TwinStream Stream) : Happening;

    private sealed record FullNow(int Station, double Kilowatts) : Happening;

    private sealed record Leave(int Station, int Class, int Pile) : Happening;

    /// <summary>Free piles are given out strongest first.</summary>
    private sealed class Pool
    {
        private readonly SortedSet<int> free;

        private readonly double meanOccupied;

        public Pool(TwinPool pool)
        {
            Piles = [.. pool.Piles.OrderByDescending(p => p.Kilowatts)];
            free = [.. Enumerable.Range(0, Piles.Length)];
            meanOccupied = Piles.Length == 0 ? 0 : Piles.Average(p => p.OccupiedMinutes);
        }

        public TwinPile[] Piles { get; }

        public Queue<Driver> Waiting { get; } = new();

        public PoolView View => new(Piles.Length, Piles.Length - free.Count, Waiting.Count, meanOccupied);

        public int? TakeFree()
        {
            if (free.Count == 0)
            {
                return null;
            }

            var pile = free.Min;
            free.Remove(pile);
            return pile;
        }

        public void GiveBack(int pile) => free.Add(pile);
    }
}
