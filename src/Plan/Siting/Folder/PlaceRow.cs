using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>A row of the stations' or the candidates' table.</summary>
internal static class PlaceRow
{
    public static ExistingStation? Station(FieldRow row, PlanRules rules, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var piles = Piles(row, rules, "piles:").ToDictionary(p => p.Type, p => (int)p.Value);
        if (piles.Values.Sum() == 0)
        {
            row.Fault("the station has no piles; give piles:TYPE columns with counts, or take the row out.", "这个充电站没有桩；请用 piles:类型 列填数量，或删去这一行。");
        }

        return row.Place(toWgs84) is { } place ? new(id, row.Text("name", id), place, piles) : null;
    }

    public static Candidate? Candidate(FieldRow row, RulesFile.Content content, Func<(double, double), GeoPoint> toWgs84)
    {
        var id = row.Id();
        var bays = row.Count("bays");
        if (bays == 0)
        {
            row.Fault("the site has no bays; give the number of bays, or take the row out.", "这个场所没有车位；请填车位数，或删去这一行。");
        }

        var feeder = row.Has("feeder") ? row.Text("feeder") : null;
        if (feeder is not null && content.Feeders.All(f => f.Id != feeder))
        {
            row.Fault($"feeder '{feeder}' is not among the feeders of problem.json; add it there with its limit.", $"馈线“{feeder}”不在 problem.json 的馈线里；请在那里添加它和它的上限。");
        }

        var siteLock = row.Text("lock").ToLowerInvariant() switch
        {
            "" or "free" => SiteLock.Free,
            "in" => SiteLock.In,
            "out" => SiteLock.Out,
            var other => Unknown(other),
        };
        var offer = new SiteOffer(bays, row.Amount("free_kva"), row.Amount("fixed_cost"))
        {
            ExtraKva = row.Amount("extra_kva", 0),
            CostPerExtraKva = row.Amount("cost_per_extra_kva", 0),
            PileCosts = Piles(row, content.Rules, "cost:").ToDictionary(p => p.Type, p => p.Value),
        };
        return row.Place(toWgs84) is not { } place ? null : new(id, row.Text("name", id), place, offer)
        {
            Kind = row.Text("kind", "other"),
            Owner = row.Text("owner"),
            District = row.Text("district"),
            Inside = row.Flag("inside") ?? false,
            Feeder = feeder,
            Lock = siteLock,
        };

        SiteLock Unknown(string text)
        {
            row.Fault($"lock is '{text}'; write in, out or free.", $"lock 是“{text}”；请填 in、out 或 free。");
            return SiteLock.Free;
        }
    }

    private static IEnumerable<(string Type, double Value)> Piles(FieldRow row, PlanRules rules, string prefix)
    {
        foreach (var name in row.Names.Where(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && row.Has(n)))
        {
            var type = name[prefix.Length..];
            if (rules.PileTypes.Any(t => t.Id == type))
            {
                yield return (type, prefix == "piles:" ? row.Count(name) : row.Amount(name));
            }
            else
            {
                row.Fault($"the column {name} names no pile type; the types are {string.Join(", ", rules.PileTypes.Select(t => t.Id))}.",
                    $"列 {name} 说的不是桩型；桩型有 {string.Join("、", rules.PileTypes.Select(t => t.Id))}。");
            }
        }
    }
}
