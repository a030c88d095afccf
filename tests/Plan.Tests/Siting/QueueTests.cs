using System.Globalization;
using CsCheck;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Plan.Tests.Siting;

public class QueueTests
{
    [Fact]
    public void Every_row_of_the_reference_table_is_computed_to_its_last_digit()
    {
        var rows = 0;
        foreach (var line in File.ReadLines(SharedFiles.Path("specs/offered_load_table.csv")).Skip(1))
        {
            var f = line.Split(',');
            double N(int i) => double.Parse(f[i], CultureInfo.InvariantCulture);
            var load = ErlangC.LargestLoad((int)N(3), N(1), 5, N(2));
            Assert.True(Math.Abs(load - N(4)) <= 0.6e-5, $"{line}: {load}");
            Assert.True(Math.Abs((60 * load / N(1)) - N(7)) <= 0.6e-4, line);
            rows++;
        }

        Assert.Equal(960, rows);
    }

    [Fact]
    public void One_pile_waits_exactly_as_often_as_it_is_busy() => Assert.Equal(0.37, ErlangC.ProbabilityOfWaiting(1, 0.37), 12);

    [Fact]
    public void Two_methods_agree_from_one_pile_to_hundreds() =>
        Gen.Select(Gen.Int[1, 600], Gen.Double[0.001, 0.999], Gen.Double[10, 400]).Sample((piles, busy, minutes) =>
            Math.Abs(ErlangC.WithinWait(piles, busy * piles, minutes, 5) - LogErlang.WithinWait(piles, busy * piles, minutes, 5)) < 1e-9);

    [Fact]
    public void The_largest_load_keeps_the_promise_and_a_hair_more_breaks_it() =>
        Gen.Select(Gen.Int[1, 300], Gen.Double[15, 300], Gen.Double[0.5, 0.99]).Sample((piles, minutes, level) =>
        {
            var load = ErlangC.LargestLoad(piles, minutes, 5, level);
            return ErlangC.WithinWait(piles, load, minutes, 5) >= level && ErlangC.WithinWait(piles, load * (1 + 1e-6), minutes, 5) < level;
        });

    [Fact]
    public void Every_further_pile_is_worth_more_than_the_last()
    {
        var table = new ServiceTable(new(5, 0.9));
        for (var n = 1; n < 80; n++)
        {
            Assert.True(table.ArrivalsPerHour(n + 1, 45) - table.ArrivalsPerHour(n, 45) > table.ArrivalsPerHour(n, 45) - table.ArrivalsPerHour(n - 1, 45));
        }
    }
}
