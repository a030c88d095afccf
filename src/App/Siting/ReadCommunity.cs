using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>A public station within a community's reach.</summary>
/// <param name="FastArrivals">Arrivals/h its fast piles take at the service level; the same for slow.</param>
/// <param name="Sharers">How many communities can walk to it, this one included.</param>
public sealed record StationNear(string Code, string Name, GeoPoint At, Metres Walk, int FastPiles, int SlowPiles, double FastArrivals, double SlowArrivals, int Sharers);

/// <summary>Everything the census knows of one community.</summary>
/// <param name="History">Every survey, the newest first.</param>
/// <param name="Unreached">Numbers (from 0) of gates that no path comes near.</param>
public sealed record CommunityCensus(CensusLine Line, IReadOnlyList<GateRow> Gates, IReadOnlyList<SurveyRow> History, IReadOnlyList<StationNear> Near, IReadOnlyList<int> Unreached)
{
    public required PlanRules Rules { get; init; }

    public required bool Estimated { get; init; }
}

/// <summary>Reads one community: figures, gates, history, the stations within reach and the gap. Refuses `community.unknown` (code), `walk.network-unreadable`.</summary>
public sealed class ReadCommunity(IDbContextFactory<DoorstepDb> contexts, LoadCensus census, DraftRules rules)
{
    public async Task<Decision<CommunityCensus>> Run(Actor who, string code, CancellationToken ct)
    {
        var inForce = await rules.Run(ct);
        var loaded = await census.Run(inForce, ct);
        if (!loaded.Granted)
        {
            return loaded.Refusal;
        }

        var whole = loaded.Value;
        int number = whole.Communities.ToList().FindIndex(c => c.Row.Code == code);
        if (number < 0 || CensusAccess.Refuses(who, Act.ReadCensus, whole.Communities[number].Row) is not null)
        {
            return new Refusal("community.unknown", ("code", code));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var history = await db.Surveys.AsNoTracking().Where(s => s.Community == code).OrderByDescending(s => s.On).ThenByDescending(s => s.Id).ToListAsync(ct);
        var sharers = whole.Walks.Table.Arcs.GroupBy(arc => arc.Site).ToDictionary(g => g.Key, g => g.Count());
        var table = new ServiceTable(inForce.Service);
        return new CommunityCensus(
            ReadCensus.Line(whole.Communities[number], whole, history.Where(s => s.State is not SurveyState.Confirmed).MaxBy(s => s.Id)),
            whole.Communities[number].Gates,
            history,
            [.. whole.Walks.Table.Arcs.Where(arc => arc.Community == number).OrderBy(arc => arc.Walk).Select(arc => Near(whole.Stations[arc.Site], arc.Walk, sharers[arc.Site], inForce, table))],
            [.. whole.Walks.Table.GatesTooFar.Where(g => g.Community == number).Select(g => g.Gate)])
        {
            Rules = inForce,
            Estimated = whole.Walks.Estimated,
        };
    }

    private static StationNear Near(ExistingStation station, Metres walk, int sharers, PlanRules rules, ServiceTable table)
    {
        var fast = StationCapacity.Of(rules, station, PileClass.Fast, table);
        var slow = StationCapacity.Of(rules, station, PileClass.Slow, table);
        return new(station.Id, station.Name, station.Place, walk, fast.Piles, slow.Piles, fast.Arrivals, slow.Arrivals, sharers);
    }
}
