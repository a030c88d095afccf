using Doorstep.Simulator.People;

namespace Doorstep.Simulator.Tests.People;

public sealed class ArrivalsTests
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset Begin = new(2026, 7, 1, 0, 0, 0, China);

    [Fact]
    public void Same_seed_brings_the_same_cars()
    {
        Assert.Equal(Cars(5, 50), Cars(5, 50));
        Assert.NotEqual(Cars(5, 50), Cars(6, 50));
    }

    [Fact]
    public void Cars_come_in_the_evening_as_often_as_told()
    {
        var cars = Cars(1, 20_000);
        var days = (cars[^1].At - Begin).TotalDays;
        Assert.InRange(cars.Count / days, 3.8, 4.2);
        Assert.Equal(1, Enumerable.Range(0, 24).Sum(Arrivals.ShareOfHour), 1e-9);
        for (var hour = 0; hour < 24; hour++)
        {
            var share = cars.Count(c => c.At.ToOffset(China).Hour == hour) / (double)cars.Count;
            Assert.InRange(share, Arrivals.ShareOfHour(hour) - 0.01, Arrivals.ShareOfHour(hour) + 0.01);
        }
    }

    [Fact]
    public void Every_car_wants_something_that_fits_its_battery() =>
        Assert.All(Cars(3, 1000), c =>
        {
            Assert.InRange(c.Soc, 0.1, 0.8);
            Assert.InRange(c.TargetSoc, c.Soc, 1);
            Assert.InRange(c.WantedWh, 1, c.Model.NominalWh);
            Assert.Equal(17, c.Vin.Length);
            Assert.True(c.Patience > TimeSpan.Zero && c.Stay > TimeSpan.Zero);
        });

    private static List<Visit> Cars(int seed, int count)
    {
        var arrivals = new Arrivals(seed, 4, China);
        var cars = new List<Visit>();
        var at = Begin;
        for (var i = 0; i < count; i++)
        {
            cars.Add(arrivals.Next(at, VisitKind.Slow));
            at = cars[^1].At;
        }

        return cars;
    }
}
