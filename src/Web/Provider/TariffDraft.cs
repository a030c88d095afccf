using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.Web.Provider;

/// <summary>A tariff while it is edited: plans of months, each with up to five priced periods painted over 48 half-hours.</summary>
internal sealed class TariffDraft
{
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public string Document { get; set; } = "";

    public DateOnly From { get; set; }

    public List<Plan> Plans { get; } = [];

    public static TariffDraft Of(Tariff? tariff, DateOnly from)
    {
        var draft = new TariffDraft { Code = tariff?.Code ?? "", Name = tariff?.Name ?? "", Document = tariff?.Document ?? "", From = from };
        draft.Plans.AddRange(tariff is null ? [Plan.WholeYear()] : tariff.Plans.Select(Plan.Of));
        return draft;
    }

    public Tariff Tariff() => new() { Code = Code.Trim(), Name = Name.Trim(), Document = Document.Trim(), ValidFrom = From, Plans = [.. Plans.Select(p => p.Month())] };

    /// <summary>What is wrong with a price as it is written, which the tariff itself could not tell any more.</summary>
    public Refusal? TooFine() => UnitPrice.TooFine(Plans.SelectMany(p => p.HalfHours.Distinct().SelectMany(period => new[] { p.Prices[period].Electricity, p.Prices[period].Service })));

    /// <summary>Takes half of the last plan's months for another shape of day.</summary>
    public void Split()
    {
        var last = Plans[^1];
        if (last.Months.Count > 1)
        {
            var taken = last.Months.Order().Skip(last.Months.Count / 2).ToList();
            last.Months.ExceptWith(taken);
            Plans.Add(last.Copy(taken));
        }
    }

    internal sealed class Plan
    {
        public HashSet<int> Months { get; } = [];

        public PricePeriod[] HalfHours { get; } = new PricePeriod[48];

        /// <summary>Yuan per kWh, electricity and service apart, by period.</summary>
        public Dictionary<PricePeriod, Price> Prices { get; } = Enum.GetValues<PricePeriod>().ToDictionary(p => p, _ => new Price { Electricity = 0.6m, Service = 0.4m });

        public static Plan WholeYear()
        {
            var plan = new Plan();
            plan.Months.UnionWith(Enumerable.Range(1, 12));
            Array.Fill(plan.HalfHours, PricePeriod.Flat);
            return plan;
        }

        public static Plan Of(MonthPlan from)
        {
            var plan = new Plan();
            plan.Months.UnionWith(from.Months);
            for (var i = 0; i < 48; i++)
            {
                plan.HalfHours[i] = from.At(i).Period;
            }

            foreach (var rate in from.Rates)
            {
                plan.Prices[rate.Period] = new Price { Electricity = rate.Electricity.YuanPerKilowattHour, Service = rate.Service.YuanPerKilowattHour };
            }

            return plan;
        }

        public Plan Copy(IEnumerable<int> months)
        {
            var copy = Of(Month());
            copy.Months.Clear();
            copy.Months.UnionWith(months);
            return copy;
        }

        public MonthPlan Month()
        {
            var used = HalfHours.Distinct().Order().ToList();
            return new([.. Months.Order()], [.. used.Select(p => new Rate(p, UnitPrice.FromYuan(Prices[p].Electricity), UnitPrice.FromYuan(Prices[p].Service)))], [.. HalfHours.Select(p => used.IndexOf(p))]);
        }
    }

    internal sealed class Price
    {
        public decimal Electricity { get; set; }

        public decimal Service { get; set; }
    }
}
