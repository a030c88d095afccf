namespace Doorstep.Plan.Twin;

/// <summary>What one station saw in one replication, and its load in quarter hours.</summary>
internal sealed class StationLog(int classes, double countFrom, double countUntil)
{
    /// <summary>Waits are counted in steps of a quarter minute up to four hours.</summary>
    public const int WaitSteps = 960;

    private double lastChange;

    private double quarterEnergy;

    /// <summary>The quarter hour that <see cref="lastChange"/> lies in: since the start, and of the day.</summary>
    private long quarter;

    private int ofDay;

    public double Kilowatts { get; private set; }

    public double PeakKilowatts { get; private set; }

    public double EnergyKwh { get; private set; }

    /// <summary>Energy per quarter hour of the day, summed over the days that count, in kWh.</summary>
    public double[] QuarterKwh { get; } = new double[96];

    public long[] Arrivals { get; } = new long[classes];

    public long[] Served { get; } = new long[classes];

    public long[] InTime { get; } = new long[classes];

    public long[] TurnedAway { get; } = new long[classes];

    public double[] WaitMinutes { get; } = new double[classes];

    public int[][] Waits { get; } = [.. Enumerable.Range(0, classes).Select(_ => new int[WaitSteps + 1])];

    public bool Counts(double at) => at >= countFrom && at < countUntil;

    public void Waited(int ofClass, double arrived, double minutes, double promise)
    {
        if (!Counts(arrived))
        {
            return;
        }

        Served[ofClass]++;
        WaitMinutes[ofClass] += minutes;
        InTime[ofClass] += minutes <= promise ? 1 : 0;
        Waits[ofClass][Math.Min((int)(minutes * 4), WaitSteps)]++;
    }

    /// <summary>The station's power changes now; everything since the last change flowed at the old one.</summary>
    public void Change(double at, double by)
    {
        Flow(at);
        Kilowatts = Math.Max(0, Kilowatts + by);
    }

    public void Flow(double until)
    {
        while (lastChange < until)
        {
            var quarterEnd = (quarter + 1) * 15.0;
            var end = Math.Min(until, quarterEnd);
            var energy = Kilowatts * (end - lastChange) / 60;
            quarterEnergy += energy;
            var counts = Counts(lastChange);
            if (counts)
            {
                EnergyKwh += energy;
                QuarterKwh[ofDay] += energy;
            }

            if (end == quarterEnd)
            {
                if (counts)
                {
                    PeakKilowatts = Math.Max(PeakKilowatts, quarterEnergy * 4);
                }

                quarterEnergy = 0;
                quarter++;
                ofDay = ofDay == 95 ? 0 : ofDay + 1;
            }

            lastChange = end;
        }
    }
}
