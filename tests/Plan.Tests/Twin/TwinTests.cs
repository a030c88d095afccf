using Doorstep.Plan.Twin;

namespace Doorstep.Plan.Tests.Twin;

public sealed class TwinTests
{
    private static readonly TwinPile Fast = new(60, 42, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4, 2.4)]
    [InlineData(10, 7.0)]
    [InlineData(10, 8.5)]
    public void Waits_agree_with_Erlang_where_his_theory_applies(int piles, double load)
    {
        var perDay = load / Fast.OccupiedMinutes * 1440;
        var city = OneStation(piles, perDay, DayShape.Even);
        var settings = new TwinSettings(Days: 200, WarmUpDays: 10, Replications: 12) { Exponential = true };
        var forecast = ForecastPlan.Run(city, settings, new PatientDrivers(), null, Token).Stations[0].Classes[0];
        var theory = 1 - (ErlangC(piles, load) * Math.Exp(-(piles - load) * 5 / Fast.OccupiedMinutes));
        // One interval in twenty misses; twice its half-width misses once in ten thousand.
        Assert.InRange(theory, forecast.InTime.Mean - (2 * forecast.InTime.HalfWidth), forecast.InTime.Mean + (2 * forecast.InTime.HalfWidth));
    }

    [Fact]
    public void The_same_seed_tells_the_same_future_and_another_seed_another()
    {
        var city = OneStation(5, 120, DayShape.Even);
        var first = ForecastPlan.Run(city, new TwinSettings(Seed: 7), new WalkIns(15), null, Token);
        var again = ForecastPlan.Run(city, new TwinSettings(Seed: 7), new WalkIns(15), null, Token);
        var other = ForecastPlan.Run(city, new TwinSettings(Seed: 8), new WalkIns(15), null, Token);
        Assert.Equal(first.InTime, again.InTime);
        Assert.Equal(first.Stations[0].QuarterKilowatts, again.Stations[0].QuarterKilowatts);
        Assert.NotEqual(first.Stations[0].EnergyKwhPerDay, other.Stations[0].EnergyKwhPerDay);
    }

    [Fact]
    public void Energy_delivered_is_what_the_drivers_wanted()
    {
        var city = OneStation(50, 100, DayShape.Even);
        var forecast = ForecastPlan.Run(city, new TwinSettings(Days: 100, Replications: 8), new PatientDrivers(), null, Token);
        Assert.InRange(100 * 60 * 42 / 60.0, forecast.Stations[0].EnergyKwhPerDay.Mean * 0.98, forecast.Stations[0].EnergyKwhPerDay.Mean * 1.02);
        Assert.Equal(forecast.Stations[0].EnergyKwhPerDay.Mean, forecast.Stations[0].QuarterKilowatts.Sum() / 4, 6);
    }

    [Fact]
    public void One_more_pile_never_makes_the_same_drivers_wait_longer()
    {
        var settings = new TwinSettings(Days: 30, Replications: 6);
        var shares = Enumerable.Range(4, 5).Select(piles => ForecastPlan.Run(OneStation(piles, 130, DayShape.Even), settings, new PatientDrivers(), null, Token).InTime.Mean).ToList();
        Assert.Equal(shares.Order(), shares);
    }

    [Fact]
    public void Who_is_turned_away_goes_to_the_neighbour_with_a_free_pile()
    {
        var stations = new[] { Station("full", 1), Station("empty", 20) };
        var alone = new TwinCity(stations, [new TwinStream(1, 0, 200, DayShape.Even, [(0, 1.0)], [])]);
        var together = new TwinCity(stations, [new TwinStream(1, 0, 200, DayShape.Even, [(0, 1.0)], [1])]);
        var settings = new TwinSettings();
        Assert.Equal(0, ForecastPlan.Run(alone, settings, new WalkIns(1), null, Token).Stations[1].EnergyKwhPerDay.Mean);
        Assert.True(ForecastPlan.Run(together, settings, new WalkIns(1), null, Token).Stations[1].EnergyKwhPerDay.Mean > 1000);
    }

    [Fact]
    public void A_capped_station_stays_below_its_grid_connection_and_cars_stay_longer()
    {
        var city = new TwinCity([Station("s", 10) with { GridKilowatts = 200 }], [new TwinStream(1, 0, 150, DayShape.Even, [(0, 1.0)], [])]);
        var settings = new TwinSettings();
        var free = ForecastPlan.Run(city, settings, new WalkIns(30), null, Token).Stations[0];
        var capped = ForecastPlan.Run(city, settings, new CappedWalkIns(30), null, Token).Stations[0];
        Assert.True(free.PeakKilowatts.Mean > 300);
        // Ten cars at a tenth of their power may come on top of the limit.
        Assert.True(capped.PeakKilowatts.Mean <= 260, $"{capped.PeakKilowatts.Mean}");
    }

    [Fact]
    public void Evenings_are_busier_than_nights_when_drivers_come_in_the_evening()
    {
        var evening = Enumerable.Range(0, 48).Select(h => h is >= 36 and < 44 ? 10.0 : 0.5).ToList();
        var forecast = ForecastPlan.Run(OneStation(6, 60, new DayShape(evening, evening)), new TwinSettings(), new WalkIns(20), null, Token).Stations[0];
        Assert.True(forecast.QuarterKilowatts[80] > 5 * forecast.QuarterKilowatts[16]);
    }

    private static TwinStation Station(string id, int piles) => new(id, [new TwinPool(0, [.. Enumerable.Repeat(Fast, piles)])]);

    private static TwinCity OneStation(int piles, double perDay, DayShape shape) =>
        new([Station("s", piles)], [new TwinStream(1, 0, perDay, shape, [(0, 1.0)], [])]);

    private static double ErlangC(int piles, double load)
    {
        double sum = 0, term = 1;
        for (var n = 0; n < piles; n++)
        {
            sum += term;
            term *= load / (n + 1);
        }

        var last = term * piles / (piles - load);
        return last / (sum + last);
    }
}
