using Doorstep.Plan.Siting.Make;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Solve;
using Doorstep.Rules;

namespace Doorstep.Plan.Tests.Siting;

/// <summary>Small problems that a test can think through, and little work.</summary>
internal static class SmallCity
{
    public static readonly WorkLimits LittleWork = new("test")
    {
        AscentSteps = 250,
        CutRounds = 2,
        StepsPerCutRound = 60,
        SearchRounds = 2,
        RuinsPerSite = 4,
        MipRounds = 1,
        MipRegions = 2,
        MipNodes = 5,
        SplitsPerPlace = 2,
        Groups = new(6, 6, 30),
    };

    public static SitingProblem Generated(int communities = 25, int sites = 70, long seed = 5) => MakeInstance.Run(new(communities, sites, sites * 0.12, (int)seed));

    public static GeoPoint At(double east, double north) => new(114.9 + (east / 96_000), 30.4 + (north / 111_195), Datum.Wgs84);

    public static Community Home(string id, double east, int vehicles, string district = "D") => new(id, id, district, [At(east, 0)], vehicles);

    public static Candidate Place(string id, double east, int bays = 40, double kva = 800, double cost = 50_000) => new(id, id, At(east, 50), new(bays, kva, cost)) { District = "D" };

    public static SitingProblem Of(PlanRules rules, IReadOnlyList<Community> communities, params IReadOnlyList<Candidate> candidates) => new("small", rules, communities, [], candidates);

    public static PlanDocument Plan(SitingProblem problem, WorkLimits? limits = null)
    {
        var result = TryPlan(problem, limits);
        Assert.Null(result.Refusal);
        return result.Value;
    }

    public static Decision<PlanDocument> TryPlan(SitingProblem problem, WorkLimits? limits = null) =>
        Doorstep.Plan.Siting.PlanSites.Run(problem, limits ?? LittleWork, null, TestContext.Current.CancellationToken);
}
