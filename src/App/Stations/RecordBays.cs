using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>Records all bays of a station with their zones and the connectors that reach them; what is not named is gone.</summary>
public sealed class RecordBays(GroupCommit writes, FollowStations follow, AuditStamp stamp)
{
    public async Task<Decision<IReadOnlyList<BayRow>>> Run(Actor who, StationId station, IReadOnlyList<BayDraft> bays, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, station, bays, token), ct);
        if (done.Granted)
        {
            await follow.Follow(ct);
        }

        return done;
    }

    private async Task<Decision<IReadOnlyList<BayRow>>> Write(DoorstepDb db, Actor who, StationId station, IReadOnlyList<BayDraft> bays, CancellationToken ct)
    {
        if (await db.Stations.FindAsync([station], ct) is not { } home)
        {
            return new Refusal("station.unknown", ("code", station.Value));
        }

        if ((Permissions.Refuses(who, Act.ChangePile, Thing.Of(home.Provider, home.Division)) ?? WhyNot(bays)) is { } no)
        {
            return no;
        }

        await db.Connectors.Where(c => db.Piles.Any(p => p.Id == c.Pile && p.Station == station)).LoadAsync(ct);
        var connectors = db.Connectors.Local.ToDictionary(c => new ConnectorId(c.Pile, c.Number));
        foreach (var (bay, reached) in bays.SelectMany(bay => bay.Serves.Select(reached => (bay, reached))))
        {
            if (!connectors.ContainsKey(reached))
            {
                return new Refusal("bay.connector-unknown", ("bay", bay.Label), ("connector", reached.ToString()));
            }
        }

        await db.Bays.Where(b => b.Station == station).LoadAsync(ct);
        var known = db.Bays.Local.Where(b => b.Station == station).ToDictionary(b => b.Label, StringComparer.Ordinal);
        var before = known.Values.Select(Seen).ToList();
        var rows = bays.Select(bay => Fit(db, station, bay, known)).ToList();
        foreach (var connector in connectors.Values.Where(c => c.Bay is { } bay && known.Values.Any(b => b.Id == bay)))
        {
            connector.Bay = null;
        }

        foreach (var (reached, row) in bays.Zip(rows).SelectMany(pair => pair.First.Serves.Select(reached => (reached, pair.Second))))
        {
            connectors[reached].Bay = row.Id;
        }

        db.Bays.RemoveRange(known.Values.Except(rows));
        home.ChangedAt = stamp.Now;
        // Which bay a connector reaches is read with its pile.
        await db.Piles.Where(p => p.Station == station).LoadAsync(ct);
        foreach (var pile in db.Piles.Local.Where(p => p.Station == station))
        {
            pile.ChangedAt = stamp.Now;
        }

        stamp.Note(db, who, "station.bays", $"station:{station}", before, rows.Select(Seen));
        return rows;
    }

    private static Refusal? WhyNot(IReadOnlyList<BayDraft> bays)
    {
        if (bays.Any(bay => bay.Label.Length is 0 or > 32))
        {
            return new("bay.label-wrong");
        }

        var twice = bays.GroupBy(bay => bay.Label, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? null : new("bay.label-twice", ("bay", twice.Key));
    }

    private BayRow Fit(DoorstepDb db, StationId station, BayDraft bay, Dictionary<string, BayRow> known)
    {
        if (!known.TryGetValue(bay.Label, out var row))
        {
            row = new() { Id = stamp.Ids.Next(), Station = station, Label = bay.Label };
            db.Bays.Add(row);
        }

        row.Zone = bay.Zone;
        row.HasLock = bay.HasLock;
        row.HasCamera = bay.HasCamera;
        return row;
    }

    private static object Seen(BayRow bay) => new { bay.Label, bay.Zone, bay.HasLock, bay.HasCamera };
}
