namespace Doorstep.Plan.Twin;

/// <summary>One run over stations that share drivers: arrivals and departures in order of time, nothing in between.</summary>
internal sealed class Replication
{
    private readonly TwinCity city;

    private readonly TwinSettings settings;

    private readonly StationRules rules;

    private readonly Agenda agenda = new();

    /// <summary>By number of the station in the city; null where it is not of this part.</summary>
    private readonly StationLog?[] logs;

    /// <summary>Number of the pool of a station and class, −1 for none.</summary>
    private readonly int[] poolOf;

    private readonly List<PileQueue> pools = [];

    private readonly IReadOnlyList<int> stations;

    private readonly List<(TwinStream Stream, Drivers Drivers)> streams = [];

    private readonly List<Driver> next = [];

    private readonly int classes;

    private readonly double end;

    public Replication(TwinCity city, TwinSettings settings, StationRules rules, (IReadOnlyList<int> Stations, IReadOnlyList<int> Streams) part, int number)
    {
        (this.city, this.settings, this.rules, stations) = (city, settings, rules, part.Stations);
        end = (settings.WarmUpDays + settings.Days) * 1440.0;
        classes = city.Streams.Select(s => s.Class).Concat(city.Stations.SelectMany(s => s.Pools).Select(p => p.Class)).DefaultIfEmpty(0).Max() + 1;
        logs = new StationLog?[city.Stations.Count];
        poolOf = new int[city.Stations.Count * classes];
        Array.Fill(poolOf, -1);
        foreach (var station in stations)
        {
            logs[station] = new StationLog(classes, settings.WarmUpDays * 1440.0, end);
            foreach (var pool in city.Stations[station].Pools)
            {
                poolOf[(station * classes) + pool.Class] = pools.Count;
                pools.Add(new PileQueue(pool, station));
            }
        }

        foreach (var stream in part.Streams)
        {
            streams.Add((city.Streams[stream], new Drivers(city.Streams[stream], settings, number)));
            next.Add(default);
            Await(streams.Count - 1);
        }
    }

    /// <summary>Runs to the end; the logs of this part's stations, by number.</summary>
    public IEnumerable<(int Station, StationLog Log)> Run(CancellationToken ct)
    {
        long handled = 0;
        while (agenda.TryTake(out var happening))
        {
            if ((++handled & 0xFFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            switch (happening.Kind)
            {
                case Happens.Arrival:
                    Arrive(happening.Subject);
                    Await(happening.Subject);
                    break;
                case Happens.Full:
                    logs[pools[happening.Subject].Station]!.Change(happening.At, -happening.Kilowatts);
                    break;
                case Happens.Leave:
                    Free(happening.Subject, happening.Pile, happening.At);
                    break;
            }
        }

        foreach (var station in stations)
        {
            logs[station]!.Flow(end);
        }

        return stations.Select(s => (s, logs[s]!));
    }

    private void Await(int stream)
    {
        if (streams[stream].Drivers.Next(end) is { } driver)
        {
            next[stream] = driver;
            agenda.Put(new(driver.At, Happens.Arrival, stream, 0, 0));
        }
    }

    private void Arrive(int number)
    {
        var stream = streams[number].Stream;
        var driver = next[number];
        var first = First(stream, driver.Choice);
        if (first < 0 || Enter(first, stream.Class, driver))
        {
            return;
        }

        // Turned away: the nearest other with a free pile, else home.
        foreach (var other in stream.Others)
        {
            var pool = poolOf[(other * classes) + stream.Class];
            if (other != first && pool >= 0 && pools[pool].View.Free > 0 && Enter(other, stream.Class, driver))
            {
                return;
            }
        }
    }

    private static int First(TwinStream stream, double choice)
    {
        var sum = 0.0;
        for (var g = 0; g < stream.Goes.Count; g++)
        {
            sum += stream.Goes[g].Share;
            if (choice < sum)
            {
                return stream.Goes[g].Station;
            }
        }

        return -1;
    }

    private bool Enter(int station, int ofClass, in Driver driver)
    {
        var log = logs[station]!;
        var counts = log.Counts(driver.At);
        if (counts)
        {
            log.Arrivals[ofClass]++;
        }

        var number = poolOf[(station * classes) + ofClass];
        if (number < 0 || !rules.Admits(pools[number].View, driver.Patience))
        {
            if (counts)
            {
                log.TurnedAway[ofClass]++;
            }

            return false;
        }

        var pile = pools[number].TakeFree();
        if (pile >= 0)
        {
            PlugIn(number, pile, driver, driver.At);
        }
        else
        {
            pools[number].Waiting.Enqueue(driver);
        }

        return true;
    }

    private void PlugIn(int number, int pile, in Driver driver, double now)
    {
        var pool = pools[number];
        var log = logs[pool.Station]!;
        log.Waited(pool.Class, driver.At, now - driver.At, settings.PromiseMinutes);
        var kind = pool.Piles[pile];
        var wanted = kind.Kilowatts;
        var power = rules.Power(wanted, log.Kilowatts, city.Stations[pool.Station].GridKilowatts);
        log.Change(now, power);
        var full = now + (kind.ChargingMinutes * driver.Charging * wanted / power);
        agenda.Put(new(full, Happens.Full, number, pile, power));
        agenda.Put(new(full + (kind.OverstayMinutes * driver.Overstay), Happens.Leave, number, pile, 0));
    }

    private void Free(int number, int pile, double now)
    {
        if (pools[number].Waiting.TryDequeue(out var driver))
        {
            PlugIn(number, pile, driver, now);
        }
        else
        {
            pools[number].GiveBack(pile);
        }
    }
}
