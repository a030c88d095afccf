namespace Doorstep.Plan.Twin;

/// <summary>One run over stations that share drivers: drivers come in order of time and find the stations as they are then.</summary>
internal sealed class Replication
{
    /// <summary>By number of the station in the city; null where it is not of this part.</summary>
    private readonly StationRun?[] runs;

    private readonly IReadOnlyList<int> stations;

    private readonly (TwinStream Stream, Drivers Drivers)[] streams;

    private readonly double end;

    public Replication(TwinCity city, TwinSettings settings, StationRules rules, (IReadOnlyList<int> Stations, IReadOnlyList<int> Streams) part, int number)
    {
        stations = part.Stations;
        end = (settings.WarmUpDays + settings.Days) * 1440.0;
        var classes = city.Streams.Select(s => s.Class).Concat(city.Stations.SelectMany(s => s.Pools).Select(p => p.Class)).DefaultIfEmpty(0).Max() + 1;
        runs = new StationRun?[city.Stations.Count];
        foreach (var station in part.Stations)
        {
            runs[station] = new(city.Stations[station], settings, rules, classes);
        }

        streams = [.. part.Streams.Select(s => (city.Streams[s], new Drivers(city.Streams[s], settings, number)))];
    }

    /// <summary>Runs to the end; the logs of this part's stations, by number.</summary>
    public IEnumerable<(int Station, StationLog Log)> Run(CancellationToken ct)
    {
        Driver?[] next = [.. streams.Select(s => s.Drivers.Next(end))];
        var order = new ArrivalOrder([.. next.Select(d => d?.At ?? double.PositiveInfinity)]);
        for (long handled = 1; order.First is >= 0 and var number; handled++)
        {
            if ((handled & 0xFFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            Arrive(streams[number].Stream, next[number]!.Value);
            next[number] = streams[number].Drivers.Next(end);
            order.Put(next[number]?.At ?? double.PositiveInfinity);
        }

        foreach (var station in stations)
        {
            runs[station]!.Finish(end);
        }

        return stations.Select(s => (s, runs[s]!.Log));
    }

    private void Arrive(TwinStream stream, in Driver driver)
    {
        var first = First(stream, driver.Choice);
        if (first < 0 || runs[first]!.Enter(stream.Class, driver))
        {
            return;
        }

        // Turned away: the nearest other with a free pile, else home.
        for (var o = 0; o < stream.Others.Count; o++)
        {
            var other = stream.Others[o];
            if (other != first && runs[other]!.HasFree(stream.Class, driver.At) && runs[other]!.Enter(stream.Class, driver))
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
}
