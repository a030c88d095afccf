using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Which communities: of a division (district or street), by a part of name or code, and only those that need something.</summary>
public sealed record CensusFilter(string? Division = null, string? Text = null, CensusNeed Need = CensusNeed.All);

public enum CensusNeed
{
    All,

    /// <summary>First-batch scenarios.</summary>
    FirstBatch,

    /// <summary>Something is missing within reach.</summary>
    Gap,

    /// <summary>A survey waits for the street.</summary>
    Waiting,

    /// <summary>No confirmed survey.</summary>
    Unsurveyed,
}

/// <summary>A community as the census shows it.</summary>
/// <param name="Survey">The newest confirmed survey; null: none yet, and no gap is known.</param>
/// <param name="Open">A survey that is being filled in, waits or was returned.</param>
public sealed record CensusLine(CommunityRow Community, DivisionRow? Street, DivisionRow? District, int Gates, SurveyRow? Survey, SurveyRow? Open, CommunityGap? Gap);

/// <summary>Sums over lines; those without a survey count as communities only.</summary>
public sealed record CensusFigures(int Communities, int Surveyed, int Households, int Vehicles, int PrivatePiles, int VehiclesWithoutPile, int FirstBatch, double VehiclesLeftOut)
{
    public double? PrivateShare => Vehicles > 0 ? (double)PrivatePiles / Vehicles : null;

    public static CensusFigures Of(IEnumerable<CensusLine> lines)
    {
        var all = lines.ToList();
        var surveyed = all.Where(l => l.Survey is not null).ToList();
        return new(
            all.Count,
            surveyed.Count,
            surveyed.Sum(l => l.Survey!.Households),
            surveyed.Sum(l => l.Survey!.Vehicles),
            surveyed.Sum(l => l.Survey!.PrivatePiles),
            surveyed.Sum(l => l.Gap!.Demand.VehiclesWithoutPile),
            surveyed.Count(l => l.Gap!.FirstBatch),
            surveyed.Sum(l => l.Gap!.VehiclesLeftOut));
    }
}

/// <param name="Lines">What the filter lets through, in order of their codes.</param>
/// <param name="Districts">All of the reader's area by district, whatever the filter.</param>
/// <param name="Estimated">True where walks are straight lines × detour.</param>
public sealed record CensusSheet(
    IReadOnlyList<CensusLine> Lines, CensusFigures Figures, IReadOnlyList<(DivisionRow? District, CensusFigures Figures)> Districts, DivisionTree Divisions, PlanRules Rules, bool Estimated)
{
    /// <summary>Gates that no path comes near.</summary>
    public required IReadOnlyList<Refusal> Warnings { get; init; }
}

/// <summary>Reads the census with its gaps: the city all of it, a district or committee its area. Refuses `people.not-allowed`, `walk.network-unreadable`.</summary>
public sealed class ReadCensus(IDbContextFactory<DoorstepDb> contexts, LoadCensus census, DraftRules rules)
{
    public async Task<Decision<CensusSheet>> Run(Actor who, CensusFilter filter, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ReadCensus) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadCensus, default)!;
        }

        var inForce = await rules.Run(ct);
        var whole = await census.Run(inForce, ct);
        if (!whole.Granted)
        {
            return whole.Refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = (await db.Surveys.AsNoTracking().Where(s => s.State != SurveyState.Confirmed).ToListAsync(ct)).ToLookup(s => s.Community, StringComparer.Ordinal);
        var mine = whole.Value.Communities.Where(c => CensusAccess.Refuses(who, Act.ReadCensus, c.Row) is null)
            .Select(c => Line(c, whole.Value, open[c.Row.Code].MaxBy(s => s.Id))).ToList();
        var shown = mine.Where(line => Through(filter, line)).ToList();
        return new CensusSheet(
            shown,
            CensusFigures.Of(shown),
            [.. mine.GroupBy(l => l.District?.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.First().District, CensusFigures.Of(g)))],
            whole.Value.Divisions,
            inForce,
            whole.Value.Walks.Estimated)
        {
            Warnings = [.. whole.Value.Walks.Table.GatesTooFar.Select(g => (whole.Value.Communities[g.Community].Row, g.Gate)).Where(g => CensusAccess.Refuses(who, Act.ReadCensus, g.Row) is null)
                .Select(g => new Refusal("walk.gate-far", ("community", g.Row.Name), ("gate", $"{g.Gate + 1}")))],
        };
    }

    internal static CensusLine Line(SurveyedCommunity c, WholeCensus whole, SurveyRow? open) =>
        new(c.Row, whole.Divisions.Find(c.Row.Division), whole.Divisions.District(c.Row.Division), c.Gates.Count, c.Survey, open, whole.Gaps.GetValueOrDefault(c.Row.Code));

    private static bool Through(CensusFilter filter, CensusLine line) =>
        (filter.Division is null || line.Community.Division.StartsWith(filter.Division, StringComparison.Ordinal) || line.District?.Code == filter.Division)
        && (string.IsNullOrWhiteSpace(filter.Text) || new[] { line.Community.Name, line.Community.EnglishName, line.Community.Code }.Any(name => name.Contains(filter.Text.Trim(), StringComparison.OrdinalIgnoreCase)))
        && filter.Need switch
        {
            CensusNeed.FirstBatch => line.Gap is { FirstBatch: true },
            CensusNeed.Gap => line.Gap is { Missing: > 0 },
            CensusNeed.Waiting => line.Open is { State: SurveyState.Submitted },
            CensusNeed.Unsurveyed => line.Survey is null,
            _ => true,
        };
}
