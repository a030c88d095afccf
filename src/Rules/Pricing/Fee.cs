namespace Doorstep.Rules.Pricing;

/// <summary>The one place where money is rounded: a bill line's watt-hours times a price, to whole fen.</summary>
internal static class Fee
{
    /// <summary>1 Wh at 1 µCNY/kWh is 10⁻⁹ CNY, so 10⁷ of them make a fen.</summary>
    private const long ProductsPerFen = 10_000_000;

    /// <summary>To the nearest fen, half a fen upwards.</summary>
    public static Money Of(Energy energy, UnitPrice price) => new((long)(((Product(energy, price) * 2) + ProductsPerFen) / (2 * ProductsPerFen)));

    /// <summary>
    /// The service fee to the nearest fen, but never a fraction above the ceiling: 10 Wh at 0.5 CNY/kWh are half a fen,
    /// and rounding that up would bill twice what the agreement says.
    /// </summary>
    public static Money Service(Energy energy, PricedRate rate)
    {
        var fee = Of(energy, rate.Service);
        if (rate.Ceiling is not { } ceiling)
        {
            return fee;
        }

        var most = new Money((long)(Product(energy, ceiling) / ProductsPerFen));
        return fee < most ? fee : most;
    }

    private static Int128 Product(Energy energy, UnitPrice price) => (Int128)energy.WattHours * price.MicroYuanPerKilowattHour;
}
