using System.Globalization;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Problem;

/// <summary>
/// Finds rules that contradict each other or that no plan could keep; a refusal each, with the facts its sentence needs. Empty for a sound problem. What it
/// finds is certain; it does not promise that a plan exists. Refuses `siting.no-candidates`, `siting.all-locked-out`, `siting.demand-zero`, `siting.window-without-type`,
/// `siting.budget-missing`, `siting.surcharge-without-cost`, `siting.lock-fits-nothing`, `siting.locks-over-budget`, `siting.locks-too-near`,
/// `siting.first-batch-out-of-reach`, `siting.floor-out-of-reach`.
/// </summary>
public static class CheckProblem
{
    public static List<Refusal> Run(SitingProblem problem)
    {
        var rules = problem.Rules;
        List<Refusal> faults = [];
        if (problem.Candidates.Count == 0)
        {
            faults.Add(new("siting.no-candidates"));
        }
        else if (problem.Candidates.All(c => c.Lock == SiteLock.Out))
        {
            faults.Add(new("siting.all-locked-out"));
        }

        if (rules.Windows.All(w => problem.Communities.All(c => DemandTable.Arrivals(rules, c, w) <= 0)))
        {
            faults.Add(new("siting.demand-zero"));
        }

        foreach (var window in rules.Windows.Where(w => rules.PileTypes.All(t => t.Class != w.Class)))
        {
            faults.Add(new("siting.window-without-type", ("window", window.Id), ("class", window.Class.ToString())));
        }

        if (rules.Aim == Aim.MostCoverage)
        {
            if (rules.Budget is null)
            {
                faults.Add(new("siting.budget-missing"));
            }

            if (rules.Inside.Form == OutsideFirst.Surcharge && problem.Candidates.Any(c => c.Inside))
            {
                faults.Add(new("siting.surcharge-without-cost"));
            }
        }

        CheckLocks(problem, faults);
        if (faults.Count == 0 && (rules.Priority.ServedShare > 0 || rules.Floors.EveryDistrict > 0 || rules.Floors.ByDistrict.Count > 0))
        {
            CheckReachable(problem, faults);
        }

        return faults;
    }

    private static void CheckLocks(SitingProblem problem, List<Refusal> faults)
    {
        var rules = problem.Rules;
        var locked = problem.Candidates.Where(c => c.Lock == SiteLock.In).ToList();
        var least = 0.0;
        foreach (var site in locked)
        {
            var fits = rules.PileTypes.Where(t => t.Bays <= site.Offer.Bays && Kva(rules, t.Kilowatts) <= site.Offer.FreeKva + site.Offer.ExtraKva).ToList();
            if (fits.Count == 0)
            {
                faults.Add(new("siting.lock-fits-nothing", ("site", site.Id), ("bays", $"{site.Offer.Bays}"), ("kva", Whole(site.Offer.FreeKva + site.Offer.ExtraKva))));
                continue;
            }

            least += fits.Min(t => site.Offer.FixedCost + (site.Offer.PileCosts.TryGetValue(t.Id, out var own) ? own : t.Cost));
        }

        if (rules.Budget is { } budget && least > budget)
        {
            faults.Add(new("siting.locks-over-budget", ("needed", Whole(least)), ("limit", Whole(budget))));
        }

        if (rules.Spacing > 0)
        {
            for (var a = 0; a < locked.Count; a++)
            {
                for (var b = a + 1; b < locked.Count; b++)
                {
                    var metres = GreatCircle.Metres(locked[a].Place, locked[b].Place);
                    if (metres < rules.Spacing)
                    {
                        faults.Add(new("siting.locks-too-near", ("site", locked[a].Id), ("other", locked[b].Id), ("metres", Whole(metres)), ("spacing", Whole(rules.Spacing))));
                    }
                }
            }
        }
    }

    /// <summary>Whatever is built, a community cannot get more than all sites in its reach together can hold.</summary>
    private static void CheckReachable(SitingProblem problem, List<Refusal> faults)
    {
        var rules = problem.Rules;
        var table = new ServiceTable(rules.Service.AsPlanned());
        var pairs = WalkingReach.Find(problem);
        var priority = DemandTable.Priority(problem, pairs, new(rules.Service));
        var most = new Dictionary<(int, PileClass), double>();
        var reach = new double[problem.Communities.Count, rules.Windows.Count];
        foreach (var pair in pairs)
        {
            for (var w = 0; w < rules.Windows.Count; w++)
            {
                var of = rules.Windows[w].Class;
                if (!most.TryGetValue((pair.Place, of), out var capacity))
                {
                    most[(pair.Place, of)] = capacity = MostOf(problem, pair.Place, of, table);
                }

                reach[pair.Community, w] += capacity;
            }
        }

        Dictionary<string, (double Wanted, double Possible)> districts = [];
        for (var i = 0; i < problem.Communities.Count; i++)
        {
            var community = problem.Communities[i];
            for (var w = 0; w < rules.Windows.Count; w++)
            {
                var wanted = DemandTable.Arrivals(rules, community, rules.Windows[w]);
                var possible = Math.Min(wanted, reach[i, w]);
                if (priority[i] && possible < (wanted * rules.Priority.ServedShare) - 1e-9)
                {
                    faults.Add(new("siting.first-batch-out-of-reach", ("community", community.Id), ("window", rules.Windows[w].Id), ("share", Share(rules.Priority.ServedShare)), ("possible", Share(possible / wanted)), ("metres", Whole(rules.Reach.Metres))));
                }

                var sum = districts.GetValueOrDefault(community.District);
                districts[community.District] = (sum.Wanted + wanted, sum.Possible + possible);
            }
        }

        foreach (var (district, (wanted, possible)) in districts)
        {
            if (possible < (wanted * rules.Floors.Of(district)) - 1e-9)
            {
                faults.Add(new("siting.floor-out-of-reach", ("district", district), ("share", Share(rules.Floors.Of(district))), ("possible", Share(possible / wanted))));
            }
        }
    }

    private static double MostOf(SitingProblem problem, int place, PileClass of, ServiceTable table)
    {
        if (place < problem.Stations.Count)
        {
            return StationCapacity.Of(problem, problem.Stations[place], of, table).Arrivals;
        }

        var site = problem.Candidates[place - problem.Stations.Count];
        if (site.Lock == SiteLock.Out)
        {
            return 0;
        }

        return problem.Rules.PileTypes.Where(t => t.Class == of).Select(t =>
        {
            var piles = (int)Math.Min(site.Offer.Bays / t.Bays, (site.Offer.FreeKva + site.Offer.ExtraKva) / Kva(problem.Rules, t.Kilowatts));
            return table.ArrivalsPerHour(Math.Max(0, piles), t.OccupiedMinutes);
        }).DefaultIfEmpty(0).Max();
    }

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Share(double value) => (Math.Floor(value * 1000) / 1000).ToString("0.#%", CultureInfo.InvariantCulture);

    private static double Kva(PlanRules rules, double kilowatts) => kilowatts * rules.Power.SiteSimultaneity / rules.Power.PowerFactor;
}
