using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>What a pile itself reckons a session costs by the model it received (nothing without one): energy per tariff period from the register's half-hour marks, in 10⁻⁴ kWh and 10⁻⁴ CNY.</summary>
internal sealed class YkcBill
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private readonly long[] energy = new long[4];
    private readonly BillingModel? model;

    public YkcBill(BillingModel? model, ChargeSession session)
    {
        this.model = model;
        var marks = session.Marks;
        for (var i = 0; i + 1 < marks.Count; i++)
        {
            Add(marks[i], DeciWh(marks[i + 1].Wh) - DeciWh(marks[i].Wh));
        }

        Add(marks[^1], DeciWh(session.MeterWh) - DeciWh(marks[^1].Wh));
    }

    public RecordPeriod this[TariffPeriod period]
    {
        get
        {
            var price = model?.PriceOf(period) ?? default;
            var unit = price.Electricity + (long)price.Service;
            var wh = energy[(int)period];
            return new RecordPeriod((uint)unit, (uint)wh, (uint)wh, (uint)((wh * unit + 50_000) / 100_000));
        }
    }

    public uint AmountCentiFen => this[TariffPeriod.Tip].AmountCentiFen + this[TariffPeriod.Peak].AmountCentiFen
        + this[TariffPeriod.Flat].AmountCentiFen + this[TariffPeriod.Valley].AmountCentiFen;

    /// <summary>The register as the protocol shows it: whole tenths of a Wh, so that period energies add up to the register's difference.</summary>
    public static long DeciWh(double wh) => (long)Math.Floor(wh * 10 + 1e-6);

    private void Add(MeterMark from, long deciWh)
    {
        var local = from.At.ToOffset(China).TimeOfDay;
        var period = model?.HalfHours[(int)(local.Ticks / TimeSpan.FromMinutes(30).Ticks)] ?? TariffPeriod.Flat;
        // a number outside the table is billed flat rather than not at all
        energy[(int)(period <= TariffPeriod.Valley ? period : TariffPeriod.Flat)] += deciWh;
    }
}
