using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Queue;

namespace Doorstep.Plan.Siting.Problem;

/// <summary>
/// Finds rules that contradict each other or that no plan could keep; one sentence each, saying what to change. Empty for a sound problem. What it
/// finds is certain; it does not promise that a plan exists.
/// </summary>
public static class CheckProblem
{
    public static List<string> Run(SitingProblem problem)
    {
        var rules = problem.Rules;
        List<string> faults = [];
        if (problem.Candidates.Count == 0)
        {
            faults.Add("there are no candidate sites; add at least one to plan with.");
        }
        else if (problem.Candidates.All(c => c.Lock == SiteLock.Out))
        {
            faults.Add("every candidate is locked out; free at least one.");
        }

        if (rules.Windows.All(w => problem.Communities.All(c => DemandTable.Arrivals(rules, c, w) <= 0)))
        {
            faults.Add("no community has any demand: vehicles without a private pile, sessions per day and hour shares multiply to zero; check them.");
        }

        foreach (var window in rules.Windows.Where(w => rules.PileTypes.All(t => t.Class != w.Class)))
        {
            faults.Add($"window '{window.Id}' is for {window.Class} piles but no pile type is {window.Class}; add a type or drop the window.");
        }

        if (rules.Aim == Aim.MostCoverage)
        {
            if (rules.Budget is null)
            {
                faults.Add("the aim mostCoverage needs a budget; add \"budget\".");
            }

            if (rules.Inside.Form == OutsideFirst.Surcharge && problem.Candidates.Any(c => c.Inside))
            {
                faults.Add("inside.form surcharge has no meaning when coverage is sought, because the surcharge is no vehicle; write strict or off.");
            }
        }

        CheckLocks(problem, faults);
        if (faults.Count == 0 && (rules.Priority.ServedShare > 0 || rules.Floors.EveryDistrict > 0 || rules.Floors.ByDistrict.Count > 0))
        {
            CheckReachable(problem, faults);
        }

        return faults;
    }

    private static void CheckLocks(SitingProblem problem, List<string> faults)
    {
        var rules = problem.Rules;
        var locked = problem.Candidates.Where(c => c.Lock == SiteLock.In).ToList();
        var least = 0.0;
        foreach (var site in locked)
        {
            var fits = rules.PileTypes.Where(t => t.Bays <= site.Offer.Bays && Kva(rules, t.Kilowatts) <= site.Offer.FreeKva + site.Offer.ExtraKva).ToList();
            if (fits.Count == 0)
            {
                faults.Add($"site '{site.Id}' is locked in but not one pile fits its {site.Offer.Bays} bays and {site.Offer.FreeKva + site.Offer.ExtraKva:0} kVA; unlock it or correct its offer.");
                continue;
            }

            least += fits.Min(t => site.Offer.FixedCost + (site.Offer.PileCosts.TryGetValue(t.Id, out var own) ? own : t.Cost));
        }

        if (rules.Budget is { } budget && least > budget)
        {
            faults.Add($"the sites locked in cost at least {least:0} but the budget is {budget:0}; raise the budget or unlock sites.");
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
                        faults.Add($"sites '{locked[a].Id}' and '{locked[b].Id}' are both locked in but stand {metres:0} m apart, closer than the spacing of {rules.Spacing:0} m; unlock one or lower the spacing.");
                    }
                }
            }
        }
    }

    /// <summary>Whatever is built, a community cannot get more than all sites in its reach together can hold.</summary>
    private static void CheckReachable(SitingProblem problem, List<string> faults)
    {
        var rules = problem.Rules;
        var table = new ServiceTable(rules.Service);
        var pairs = WalkingReach.Find(problem);
        var priority = DemandTable.Priority(problem, pairs, table);
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
                    faults.Add($"priority.servedShare asks for {rules.Priority.ServedShare:P0} of community '{community.Id}' in window '{rules.Windows[w].Id}', but all sites and stations within {rules.Reach.Metres:0} m together can serve {possible / wanted:P0}; add candidates near it or lower the share.");
                }

                var sum = districts.GetValueOrDefault(community.District);
                districts[community.District] = (sum.Wanted + wanted, sum.Possible + possible);
            }
        }

        foreach (var (district, (wanted, possible)) in districts)
        {
            if (possible < (wanted * rules.Floors.Of(district)) - 1e-9)
            {
                faults.Add($"the floor of district '{district}' is {rules.Floors.Of(district):P0}, but all sites and stations in reach can serve at most {possible / wanted:P0}; add candidates there or lower the floor.");
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

    private static double Kva(PlanRules rules, double kilowatts) => kilowatts * rules.Power.SiteSimultaneity / rules.Power.PowerFactor;
}
