using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Model;

/// <summary>Writes options and configurations place by place into the flat arrays of <see cref="Offers"/>.</summary>
internal sealed class OfferWriter(PlanRules rules)
{
    private readonly List<int> optionStart = [0], optionType = [], optionPiles = [], configStart = [0];
    private readonly List<double> optionCapacity = [], cost = [], objective = [], kva = [];
    private readonly List<ushort> fastOf = [], slowOf = [];
    private readonly List<bool> required = [];

    public void Station((int Piles, double OccupiedMinutes, double Arrivals) fast, (int Piles, double OccupiedMinutes, double Arrivals) slow)
    {
        foreach (var pool in (ReadOnlySpan<(int Piles, double OccupiedMinutes, double Arrivals)>)[fast, slow])
        {
            Option(-1, 0, 0);
            Option(-1, pool.Piles, pool.Arrivals);
            optionStart.Add(optionCapacity.Count);
        }

        Configure(1, 1, 0, 0, 0);
        configStart.Add(cost.Count);
        required.Add(true);
    }

    public void Site(Candidate site, SiteConfigurations? configurations)
    {
        foreach (var options in (ReadOnlySpan<List<PileOption>?>)[configurations?.Fast, configurations?.Slow])
        {
            foreach (var option in options ?? [])
            {
                Option(option.Type, option.Piles, option.Capacity);
            }

            optionStart.Add(optionCapacity.Count);
        }

        var surcharge = site.Inside && rules.Inside.Form == OutsideFirst.Surcharge ? rules.Inside.Surcharge : 0;
        foreach (var c in configurations?.Kept ?? [])
        {
            Configure(c.Fast, c.Slow, c.Cost, rules.Aim == Aim.LeastCost ? c.Cost + surcharge : 0, c.Kva);
        }

        configStart.Add(cost.Count);
        required.Add(site.Lock == SiteLock.In);
    }

    public Offers Done() => new()
    {
        OptionStart = [.. optionStart],
        OptionCapacity = [.. optionCapacity],
        OptionType = [.. optionType],
        OptionPiles = [.. optionPiles],
        ConfigStart = [.. configStart],
        ConfigFast = [.. fastOf],
        ConfigSlow = [.. slowOf],
        ConfigCost = [.. cost],
        ConfigObjective = [.. objective],
        ConfigKva = [.. kva],
        Required = [.. required],
    };

    private void Option(int type, int piles, double capacity)
    {
        optionType.Add(type);
        optionPiles.Add(piles);
        optionCapacity.Add(capacity);
    }

    private void Configure(ushort fast, ushort slow, double price, double weight, double power)
    {
        fastOf.Add(fast);
        slowOf.Add(slow);
        cost.Add(price);
        objective.Add(weight);
        kva.Add(power);
    }
}
