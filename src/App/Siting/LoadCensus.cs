using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Plan.Siting.Model;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Plan.Siting.Queue;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>A community with its gates and the newest survey the street has confirmed.</summary>
internal sealed record SurveyedCommunity(CommunityRow Row, IReadOnlyList<GateRow> Gates, SurveyRow? Survey)
{
    /// <summary>Where its people walk out; its centre where no gate is known.</summary>
    public IReadOnlyList<GeoPoint> Doors => Gates.Count > 0
        ? [.. Gates.Select(gate => new GeoPoint(gate.Longitude, gate.Latitude, Datum.Wgs84))]
        : [new(Row.Longitude, Row.Latitude, Datum.Wgs84)];
}

/// <summary>The whole city as gaps and plans see it: a gap belongs to all who share a station, so it is never reckoned for a part.</summary>
/// <param name="Gaps">By community; those without a confirmed survey have none.</param>
internal sealed record WholeCensus(
    IReadOnlyList<SurveyedCommunity> Communities, IReadOnlyList<ExistingStation> Stations, Walks Walks, IReadOnlyDictionary<string, CommunityGap> Gaps, DivisionTree Divisions);

/// <summary>Loads the census with everything a gap needs: surveys, public stations, walks, the queue's capacities.</summary>
public sealed class LoadCensus(IDbContextFactory<DoorstepDb> contexts, StationDirectory stations, PileDirectory piles, WalkPaths paths)
{
    internal async Task<Decision<WholeCensus>> Run(PlanRules rules, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var communities = await Communities(db, ct);
        var standing = await Standing(db, rules, ct);
        var walks = await paths.Between([.. communities.Select(c => c.Doors)], [.. standing.Select(s => s.Place)], paths.RulesOf(rules), ct);
        if (!walks.Granted)
        {
            return walks.Refusal;
        }

        var gaps = FindGap.Of(
            DraftRules.GapRules(rules),
            [.. communities.Where(c => c.Survey is not null).Select(c => new GapDemand(c.Row.Code, c.Survey!.Vehicles, c.Survey.PrivatePiles))],
            Pools(rules, standing),
            [.. walks.Value.Table.Arcs.Select(arc => new GapWalk(communities[arc.Community].Row.Code, standing[arc.Site].Id))]);
        return new WholeCensus(communities, standing, walks.Value, gaps.ToDictionary(g => g.Demand.Community, StringComparer.Ordinal), await DivisionTree.Read(db, ct));
    }

    private static async Task<List<SurveyedCommunity>> Communities(DoorstepDb db, CancellationToken ct)
    {
        var rows = await db.Communities.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var gates = (await db.Gates.AsNoTracking().OrderBy(g => g.Id).ToListAsync(ct)).ToLookup(g => g.Community, StringComparer.Ordinal);
        var surveys = (await db.Surveys.AsNoTracking().Where(s => s.State == SurveyState.Confirmed).ToListAsync(ct)).ToLookup(s => s.Community, StringComparer.Ordinal);
        return rows.ConvertAll(row => new SurveyedCommunity(row, [.. gates[row.Code]], surveys[row.Code].OrderBy(s => s.On).ThenBy(s => s.Id).LastOrDefault()));
    }

    private async Task<List<ExistingStation>> Standing(DoorstepDb db, PlanRules rules, CancellationToken ct)
    {
        var others = await db.PublicStations.AsNoTracking().Where(s => s.RemovedAt == null).OrderBy(s => s.Code).ToListAsync(ct);
        return
        [
            .. stations.All.Select(s => PublicPiles.Of(s, piles.Of(s.Id), rules.PileTypes)).OfType<ExistingStation>(),
            .. others.Select(row => PublicPiles.Of(row, rules.PileTypes)).OfType<ExistingStation>(),
        ];
    }

    private static List<GapPool> Pools(PlanRules rules, List<ExistingStation> standing)
    {
        var table = new ServiceTable(rules.Service);
        return [.. from station in standing
            from kind in new[] { PileKind.Dc, PileKind.Ac }
            let pool = StationCapacity.Of(rules, station, kind is PileKind.Dc ? PileClass.Fast : PileClass.Slow, table)
            where pool.Piles > 0
            select new GapPool(station.Id, kind, pool.Piles, pool.Arrivals)];
    }
}
