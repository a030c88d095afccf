namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What comes round while sessions run: the readings of each connector, and a look at profiles that allow more or less with the hour. In real time, and used only inside the pile's lock.</summary>
/// <param name="pile">The pile whose sessions they are.</param>
/// <param name="limits">Its profiles.</param>
/// <param name="real">The clock outside.</param>
/// <param name="interval">Between two readings, as configured at the moment; zero for none.</param>
internal sealed class SessionRounds(VirtualPile pile, ChargeLimits limits, TimeProvider real, Func<TimeSpan> interval)
{
    private static readonly TimeSpan LimitsPulse = TimeSpan.FromSeconds(1);
    private readonly DateTimeOffset[] readings = [.. pile.Connectors.Select(_ => Due.Never)];
    private DateTimeOffset limitsDue = Due.Never;

    /// <summary>When <see cref="Turn"/> has something to do next.</summary>
    public DateTimeOffset Next => Due.Soonest(limitsDue, readings);

    public void Began(VirtualConnector connector)
    {
        readings[connector.Number - 1] = Later(real.GetUtcNow());
        if (limits.Any)
            LimitsChanged();
    }

    /// <summary>Profiles for one session go with it.</summary>
    public void Ended(VirtualConnector connector)
    {
        readings[connector.Number - 1] = Due.Never;
        if (!limits.Any)
            return;
        limits.SessionEnded(connector.Number);
        LimitsChanged();
    }

    /// <summary>Has the readings taken that are due, by the number of their connector.</summary>
    public void Turn(DateTimeOffset now, Action<int> read)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            if (readings[i] > now)
                continue;
            readings[i] = Later(now);
            read(i + 1);
        }

        if (limitsDue <= now)
            LimitsChanged();
    }

    /// <summary>Tells the pile what its profiles allow now.</summary>
    public void LimitsChanged()
    {
        var now = pile.Now;
        var whole = limits.WholePile(now);
        if (whole != pile.LimitWatts)
            pile.Limit(null, whole);
        foreach (var connector in pile.Connectors)
        {
            var watts = limits.Connector(connector.Number, connector.Session, now);
            if (watts != connector.LimitWatts)
                pile.Limit(connector.Number, watts);
        }

        limitsDue = limits.Any ? real.GetUtcNow() + LimitsPulse : Due.Never;
    }

    private DateTimeOffset Later(DateTimeOffset now) => interval() is var wait && wait > TimeSpan.Zero ? now + wait : Due.Never;
}
