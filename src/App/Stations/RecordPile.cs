using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>A recorded pile and, only when one was made just now, the secret of its link: it is shown once and never again.</summary>
public sealed record RecordedPile(PileEntry Pile, string? NewSecret);

/// <summary>Records a new pile, or changes the one with that number; a removed one comes back. The same draft twice changes nothing.</summary>
public sealed class RecordPile(GroupCommit writes, PileDirectory piles, AuditStamp stamp)
{
    public async Task<Decision<RecordedPile>> Run(Actor who, PileDraft draft, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, draft, stamp, token), ct);
        if (done.Granted)
        {
            piles.Put(done.Value.Pile);
        }

        return done;
    }

    internal static async Task<Decision<RecordedPile>> Write(DoorstepDb db, Actor who, PileDraft draft, AuditStamp stamp, CancellationToken ct)
    {
        if (draft.Faults().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var row = await db.Piles.FindAsync([draft.Id], ct);
        if (await WhyNot(db, who, draft, row, ct) is { } no)
        {
            return no;
        }

        var connectors = row is null ? [] : await Connectors(db, draft.Id, ct);
        var before = row is null ? null : Seen(row, connectors);
        if (row is null)
        {
            row = new() { Id = draft.Id, Station = draft.Station, LinkName = LinkNameOf(draft), Protocol = draft.Protocol, Kind = draft.Kind, RatedPower = draft.RatedPower, CreatedAt = stamp.Now };
            db.Piles.Add(row);
        }

        string? secret = Fill(row, draft, isNew: before is null);
        connectors = Fit(db, draft, connectors);
        if (secret is not null || draft.Secret is not null || Seen(row, connectors) != before)
        {
            row.ChangedAt = stamp.Now;
            stamp.Note(db, who, before is null ? "pile.create" : "pile.change", $"pile:{row.Id}", before, Seen(row, connectors));
        }

        return new RecordedPile(PileEntry.Of(row, connectors), secret);
    }

    internal static string LinkNameOf(PileDraft draft) => draft.LinkName.Length == 0 ? draft.Id.Value : draft.LinkName;

    /// <summary>Answers the secret that was made, if one was.</summary>
    internal static string? Fill(PileRow row, PileDraft draft, bool isNew)
    {
        row.Station = draft.Station;
        row.LinkName = LinkNameOf(draft);
        row.Protocol = draft.Protocol;
        row.Kind = draft.Kind;
        row.RatedPower = draft.RatedPower;
        row.Label = draft.Label;
        row.Vendor = draft.Vendor;
        row.Model = draft.Model;
        row.OutOfService = draft.OutOfService;
        row.RemovedAt = null;
        if (draft.Protocol is PileProtocol.Ykc || draft.BoundOnFirstSight)
        {
            row.SecretHash = null;
            return null;
        }

        string? made = draft.Secret is null && (isNew || row.SecretHash is null) ? LinkSecret.New() : null;
        if ((draft.Secret ?? made) is { } secret)
        {
            row.SecretHash = LinkSecret.Keep(secret);
        }

        return made;
    }

    internal static string StandardOf(PileKind kind) => kind is PileKind.Dc ? "GB/T 20234.3" : "GB/T 20234.2";

    private static async Task<Refusal?> WhyNot(DoorstepDb db, Actor who, PileDraft draft, PileRow? row, CancellationToken ct)
    {
        var station = await db.Stations.FindAsync([draft.Station], ct);
        if (station is null)
        {
            return new("station.unknown", ("code", draft.Station.Value));
        }

        if (Permissions.Refuses(who, Act.ChangePile, Thing.Of(station.Provider, station.Division)) is { } no)
        {
            return no;
        }

        if (row is not null && row.Station != draft.Station && await db.Stations.FindAsync([row.Station], ct) is { } other && Permissions.Refuses(who, Act.ChangePile, Thing.Of(other.Provider, other.Division)) is not null)
        {
            return new("pile.belongs-to-another", ("number", draft.Id.Value));
        }

        string name = LinkNameOf(draft);
        // Two new piles of one name in one group stumble over the index and are tried one by one, so this look suffices.
        return await db.Piles.AnyAsync(p => p.LinkName == name && p.Id != draft.Id, ct) ? new("pile.link-name-taken", ("name", name)) : null;
    }

    private static async Task<List<ConnectorRow>> Connectors(DoorstepDb db, PileId pile, CancellationToken ct)
    {
        // A member of the same group may have added some that are not saved yet.
        await db.Connectors.Where(c => c.Pile == pile).LoadAsync(ct);
        return [.. db.Connectors.Local.Where(c => c.Pile == pile)];
    }

    internal static List<ConnectorRow> Fit(DoorstepDb db, PileDraft draft, List<ConnectorRow> connectors)
    {
        db.Connectors.RemoveRange(connectors.Where(c => c.Number > draft.Connectors.Count));
        var fitted = new List<ConnectorRow>();
        for (int number = 1; number <= draft.Connectors.Count; number++)
        {
            if (connectors.Find(c => c.Number == number) is not { } connector)
            {
                connector = new() { Pile = draft.Id, Number = number, MaxPower = draft.Connectors[number - 1] };
                db.Connectors.Add(connector);
            }

            connector.MaxPower = draft.Connectors[number - 1];
            connector.Standard = StandardOf(draft.Kind);
            fitted.Add(connector);
        }

        return fitted;
    }

    /// <summary>A pile as the audit log shows it: without its secret.</summary>
    private static PileLine Seen(PileRow row, IEnumerable<ConnectorRow> connectors) => new(
        row.Station.Value,
        row.LinkName,
        row.Protocol,
        row.Kind,
        row.RatedPower.Watts,
        string.Join(' ', connectors.OrderBy(c => c.Number).Select(c => c.MaxPower.Watts)),
        $"{row.Label}|{row.Vendor}|{row.Model}",
        row.OutOfService,
        row.RemovedAt is not null);

    private sealed record PileLine(string Station, string LinkName, PileProtocol Protocol, PileKind Kind, long Watts, string Connectors, string Labels, bool OutOfService, bool Removed);
}
