using System.Globalization;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>What a plan seeks, in the studio's words.</summary>
public enum PlanAim
{
    /// <summary>Everybody worth serving, at the least cost.</summary>
    LeastCost,

    /// <summary>As many as a budget allows.</summary>
    MostCoverage,
}

/// <summary>How sites inside communities are treated (以居住区外周边充电为主).</summary>
public enum InsideSites
{
    /// <summary>Like any other.</summary>
    Alike,

    /// <summary>Dearer by a surcharge, so that outside comes first where it does as well.</summary>
    Surcharge,

    /// <summary>Only where a plan without them leaves somebody short.</summary>
    OnlyWhereNeeded,
}

/// <summary>What an official may decide about a run, each with a sensible beginning; money in CNY, lengths in metres, shares 0–1.</summary>
public sealed record Assumptions
{
    public PlanAim Aim { get; init; }

    public double? BudgetYuan { get; init; }

    public double ReachMetres { get; init; } = 500;

    public double Detour { get; init; } = 1.4;

    public double WaitMinutes { get; init; } = 5;

    public double ServiceLevel { get; init; } = 0.9;

    /// <summary>Share of the longer waits the level allows that the plan leaves unused, so that a simulation can confirm the promise.</summary>
    public double ServiceMargin { get; init; } = PlanDefaults.Margin;

    public double SessionsPerVehicleDay { get; init; } = 0.35;

    public double FastShare { get; init; } = 0.5;

    public InsideSites Inside { get; init; } = InsideSites.Surcharge;

    public double InsideSurchargeYuan { get; init; } = 30_000;

    /// <summary>Private piles per vehicle below which a community belongs to the first batch.</summary>
    public double FirstBatchRatio { get; init; } = 0.4;

    /// <summary>How much more the first batch counts: 1 is twice as much.</summary>
    public double FirstBatchExtraWeight { get; init; } = 1;

    /// <summary>Above 0: this share of every first-batch community's demand must be served.</summary>
    public double FirstBatchServed { get; init; }

    /// <summary>Above 0: this share of every district's demand must be served.</summary>
    public double DistrictFloor { get; init; }

    public double SpacingMetres { get; init; }

    /// <summary>What one unserved arrival per hour is worth: above it, building does not pay.</summary>
    public double MissingPerArrivalYuan { get; init; } = 250_000;

    /// <summary>quick, standard or thorough.</summary>
    public string Work { get; init; } = WorkLimits.Standard.Name;

    public long Seed { get; init; } = 1;

    /// <summary>Ends the work early; 0: only the work limit ends it.</summary>
    public int Seconds { get; init; }

    public static IReadOnlyList<string> Works { get; } = [WorkLimits.Quick.Name, WorkLimits.Standard.Name, WorkLimits.Thorough.Name];

    /// <summary>The first figure that cannot be meant: `siting.assumption-wrong` (assumption, lowest, highest), `siting.budget-missing`, `siting.work-unknown`.</summary>
    public Refusal? Fault() =>
        Out(nameof(BudgetYuan), BudgetYuan ?? 1, 1, 1e12)
        ?? Out(nameof(ReachMetres), ReachMetres, 50, 5_000)
        ?? Out(nameof(Detour), Detour, 1, 3)
        ?? Out(nameof(WaitMinutes), WaitMinutes, 0.5, 60)
        ?? Out(nameof(ServiceLevel), ServiceLevel, 0.5, 0.999, share: true)
        ?? Out(nameof(ServiceMargin), ServiceMargin, 0, 0.9, share: true)
        ?? Out(nameof(SessionsPerVehicleDay), SessionsPerVehicleDay, 0.01, 5)
        ?? Out(nameof(FastShare), FastShare, 0, 1, share: true)
        ?? Out(nameof(InsideSurchargeYuan), InsideSurchargeYuan, 0, 1e8)
        ?? Out(nameof(FirstBatchRatio), FirstBatchRatio, 0, 1, share: true)
        ?? Out(nameof(FirstBatchExtraWeight), FirstBatchExtraWeight, 0, 100)
        ?? Out(nameof(FirstBatchServed), FirstBatchServed, 0, 1, share: true)
        ?? Out(nameof(DistrictFloor), DistrictFloor, 0, 1, share: true)
        ?? Out(nameof(SpacingMetres), SpacingMetres, 0, 5_000)
        ?? Out(nameof(MissingPerArrivalYuan), MissingPerArrivalYuan, 1, 1e9)
        ?? Out(nameof(Seconds), Seconds, 0, 86_400)
        ?? (Works.Contains(Work, StringComparer.Ordinal) ? null : new Refusal("siting.work-unknown", ("work", Work)))
        ?? (Aim == PlanAim.MostCoverage && BudgetYuan is null ? new Refusal("siting.budget-missing") : null);

    /// <summary>What the city's settings in force say: where a form begins.</summary>
    public static Assumptions Of(PlanRules usual) => new()
    {
        ReachMetres = usual.Reach.Metres,
        Detour = usual.Reach.Detour,
        WaitMinutes = usual.Service.WaitMinutes,
        ServiceLevel = usual.Service.Level,
        ServiceMargin = usual.Service.Margin,
        SessionsPerVehicleDay = usual.Demand.SessionsPerVehicleDay,
        FastShare = usual.Demand.FastShare,
        FirstBatchRatio = usual.Priority.Ratio,
        FirstBatchExtraWeight = usual.Priority.ExtraWeight,
        InsideSurchargeYuan = usual.Inside.Surcharge,
        MissingPerArrivalYuan = usual.Missing.PerArrival,
    };

    /// <summary>The usual rules with these assumptions in their place; where one departs from the usual, its source note says who decided.</summary>
    public PlanRules Over(PlanRules usual, SourceNote decided)
    {
        var rules = usual with
        {
            Aim = Aim == PlanAim.LeastCost ? Plan.Siting.Problem.Aim.LeastCost : Plan.Siting.Problem.Aim.MostCoverage,
            Budget = BudgetYuan,
            Reach = new(ReachMetres, Detour),
            Service = new(WaitMinutes, ServiceLevel) { Margin = ServiceMargin },
            Demand = new(SessionsPerVehicleDay, FastShare),
            Missing = usual.Missing with { PerArrival = MissingPerArrivalYuan },
            Priority = new(FirstBatchRatio, FirstBatchExtraWeight) { ServedShare = FirstBatchServed },
            Inside = new(Form(), InsideSurchargeYuan),
            Floors = new() { EveryDistrict = DistrictFloor },
            Spacing = SpacingMetres,
        };
        var sources = new Dictionary<string, SourceNote>(usual.Sources, StringComparer.Ordinal);
        (string Name, bool Changed)[] parameters =
        [
            ("budget", BudgetYuan is not null), ("reach.metres", usual.Reach.Metres != ReachMetres), ("reach.detour", usual.Reach.Detour != Detour), ("service.waitMinutes", usual.Service.WaitMinutes != WaitMinutes),
            ("service.level", usual.Service.Level != ServiceLevel), ("service.margin", usual.Service.Margin != ServiceMargin), ("demand.sessionsPerVehicleDay", usual.Demand.SessionsPerVehicleDay != SessionsPerVehicleDay), ("demand.fastShare", usual.Demand.FastShare != FastShare),
            ("missing.perArrival", usual.Missing.PerArrival != MissingPerArrivalYuan), ("priority.ratio", usual.Priority.Ratio != FirstBatchRatio), ("priority.extraWeight", usual.Priority.ExtraWeight != FirstBatchExtraWeight),
            ("priority.servedShare", FirstBatchServed > 0), ("inside.surcharge", usual.Inside.Surcharge != InsideSurchargeYuan), ("floors.everyDistrict", DistrictFloor > 0),
        ];
        foreach (var (name, _) in parameters.Where(p => p.Changed))
        {
            sources[name] = decided;
        }

        return rules with { Sources = sources };
    }

    internal WorkLimits Limits() => (WorkLimits.Named(Work) ?? WorkLimits.Standard) with { Seed = Seed, Seconds = Seconds };

    /// <summary>A surcharge in yuan says nothing where vehicles are counted.</summary>
    private OutsideFirst Form() => Inside switch
    {
        InsideSites.OnlyWhereNeeded => OutsideFirst.Strict,
        InsideSites.Surcharge when Aim == PlanAim.LeastCost => OutsideFirst.Surcharge,
        _ => OutsideFirst.Off,
    };

    private static Refusal? Out(string name, double value, double lowest, double highest, bool share = false)
    {
        return value >= lowest && value <= highest ? null : new("siting.assumption-wrong", ("assumption", name), ("lowest", Text(lowest)), ("highest", Text(highest)));

        string Text(double limit) => share ? (limit * 100).ToString("0.### '%'", CultureInfo.InvariantCulture) : limit.ToString("0.###", CultureInfo.InvariantCulture);
    }
}
