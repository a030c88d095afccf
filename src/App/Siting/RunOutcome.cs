using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;
using Doorstep.Rules;

namespace Doorstep.App.Siting;

/// <summary>A figure with the half-width of its 95 % confidence interval; the half is null where one replication says nothing about it.</summary>
public sealed record Likely(double Mean, double? Half)
{
    internal static Likely Of(Interval interval) => new(
        Math.Round(interval.Mean, 5),
        double.IsFinite(interval.High - interval.Low) ? Math.Round(Math.Max(interval.High - interval.Mean, interval.Mean - interval.Low), 5) : null);
}

/// <summary>What the verifier said of a plan: every claim recomputes, or the first that does not.</summary>
public sealed record PlanCheck(bool Holds, string? FirstFalseClaim, int FactsChecked)
{
    /// <summary>Which part of the plan that claim is in (<see cref="PlanVerdict.FalsePart"/>).</summary>
    public string? FalsePart { get; init; }
}

/// <summary>The plan's figures in short, for lists; money CNY, shares 0–1.</summary>
public sealed record RunFigures(double Objective, double Bound, double Gap, double CostYuan)
{
    public double Vehicles { get; init; }

    public double VehiclesServed { get; init; }

    public int FirstBatch { get; init; }

    public int FirstBatchSatisfied { get; init; }

    public int Sites { get; init; }

    public int Piles { get; init; }

    /// <summary>Foreseen share of drivers who plug in within the promise on ordinary days.</summary>
    public Likely? InTime { get; init; }

    /// <summary>Sites of the plan at which the simulation confirms every promise beyond doubt.</summary>
    public int Confirmed { get; init; }

    /// <summary>Sites of the plan at which a promise is foreseen to break beyond doubt.</summary>
    public int Breaking { get; init; }

    public double ServedShare => Vehicles > 0 ? VehiclesServed / Vehicles : 1;

    public double? CostPerVehicleYuan => VehiclesServed > 0 ? CostYuan / VehiclesServed : null;

    internal static RunFigures Of(PlanDocument plan) => new(plan.Figures.Objective, plan.Figures.Bound, plan.Figures.Gap, plan.Figures.Cost)
    {
        Vehicles = plan.Figures.Vehicles,
        VehiclesServed = plan.Figures.VehiclesServed,
        FirstBatch = plan.Figures.PriorityCommunities,
        FirstBatchSatisfied = plan.Figures.PrioritySatisfied,
        Sites = plan.Sites.Count,
        Piles = plan.Sites.Sum(s => s.Piles.Values.Sum()),
    };
}

/// <summary>What came out of a run: a plan with its figures, its check and the hash of its file, or the refusal it ended with.</summary>
public sealed record RunOutcome
{
    public RunFigures? Figures { get; init; }

    public PlanCheck? Check { get; init; }

    /// <summary>SHA-256 of plan.json.</summary>
    public string PlanHash { get; init; } = "";

    /// <summary>SHA-256 of forecast.json.</summary>
    public string ForecastHash { get; init; } = "";

    /// <summary>SHA-256 of plan.geojson, and of the report in Chinese and in English.</summary>
    public string MapHash { get; init; } = "";

    public string ReportHash { get; init; } = "";

    public string EnglishReportHash { get; init; } = "";

    /// <summary>work, time or cancelled: what ended the search.</summary>
    public string Stopped { get; init; } = "";

    public double Seconds { get; init; }

    public RefusalRecord? Failure { get; init; }
}

/// <summary>A refusal as it is stored, so that it can be said in any language later.</summary>
public sealed record RefusalRecord(string Code, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    public static RefusalRecord Of(Refusal refusal) => new(refusal.Code, [.. refusal.Facts.Select(f => KeyValuePair.Create(f.Name, f.Value))]);

    public Refusal ToRefusal() => new(Code, [.. Facts.Select(f => (f.Key, f.Value))]);
}
