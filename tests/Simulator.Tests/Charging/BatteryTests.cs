using CsCheck;
using Doorstep.Simulator.Charging;

namespace Doorstep.Simulator.Tests.Charging;

public sealed class BatteryTests
{
    private static readonly Gen<CarModel> Models = Gen.Int[0, CarModel.Usual.Count - 1].Select(i => CarModel.Usual[i]);

    [Fact]
    public void State_of_charge_never_falls_and_voltage_never_passes_the_limit_while_charging()
    {
        Gen.Select(Models, Gen.Double[0, 1], Gen.Double[-20, 45], Gen.Double[500, 120_000].Array[60]).Sample((model, soc, ambient, offers) =>
        {
            var battery = new Battery(model, soc, ambient);
            foreach (var offered in offers)
            {
                var before = battery.Soc;
                var taken = battery.Charge(offered, 30);
                Assert.InRange(battery.Soc, before, 1);
                Assert.InRange(taken, 0, offered * 1.000001);
                Assert.True(battery.Volts <= battery.MaxVolts * 1.000001, $"{battery.Volts} V");
                Assert.True(battery.Amperes <= battery.MaxAmperes * 1.000001, $"{battery.Amperes} A");
            }
        });
    }

    [Fact]
    public void Energy_taken_is_what_is_stored_and_what_is_lost_as_heat()
    {
        Gen.Select(Models, Gen.Double[0, 0.9], Gen.Double[2_000, 120_000]).Sample((model, soc, offered) =>
        {
            var battery = new Battery(model, soc, 20);
            double taken = 0, stored = 0, heat = 0;
            for (var second = 0; second < 900; second++)
            {
                var open = battery.PackOpenCircuit;
                taken += battery.Charge(offered, 1);
                stored += open * battery.Amperes;
                heat += battery.Amperes * battery.Amperes * battery.Ohms;
            }

            Assert.Equal(taken, stored + heat, taken * 1e-9);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Fast_charge_is_constant_current_to_eighty_percent_and_then_tapers_to_the_cut_off(int index)
    {
        var model = CarModel.Usual[index];
        var battery = new Battery(model, 0.2, 20);
        var last = double.MaxValue;
        var minutes = 0;
        while (!battery.Full)
        {
            battery.Charge(500_000, 60);
            if (battery.Soc < 0.79)
            {
                Assert.Equal(battery.MaxAmperes, battery.Amperes, 0.001);
            }
            else if (battery.Soc > 0.82)
            {
                Assert.True(battery.Amperes < last, "the current must fall above 80 %");
            }

            last = battery.Amperes;
            Assert.True(++minutes < 600, "never full");
        }

        Assert.True(battery.Soc > 0.98, $"full at {battery.Soc:P1}");
        Assert.True(battery.Amperes < 0.3 * battery.MaxAmperes, "no taper");
    }

    [Fact]
    public void Last_minutes_are_held_by_the_voltage()
    {
        var battery = new Battery(CarModel.Usual[3], 0.9, 20);
        var held = 0;
        while (!battery.Full)
        {
            battery.Charge(500_000, 10);
            held += battery.ConstantVoltage ? 1 : 0;
        }

        Assert.True(held > 5, $"{held} steps at constant voltage");
        Assert.Equal(battery.MaxVolts, battery.Volts, 0.5);
    }

    [Fact]
    public void Fast_charge_warms_the_pack_and_rest_cools_it()
    {
        var battery = new Battery(CarModel.Usual[5], 0.1, 25);
        for (var minute = 0; minute < 20; minute++)
        {
            battery.Charge(200_000, 60);
        }

        Assert.InRange(battery.Celsius, 28, 60);
        var hot = battery.Celsius;
        battery.Rest(600);
        Assert.InRange(battery.Celsius, 25, hot);
    }

    [Fact]
    public void Cold_battery_takes_less() =>
        Assert.True(new Battery(CarModel.Usual[2], 0.5, -10).DemandAmperes < 0.5 * new Battery(CarModel.Usual[2], 0.5, 20).DemandAmperes);
}
