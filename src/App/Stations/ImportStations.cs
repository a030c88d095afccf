using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>What a file's rows are.</summary>
public enum ImportKind
{
    Stations,
    Piles,
}

/// <param name="Datum">What the file's coordinates are in; files of piles have none.</param>
/// <param name="DryRun">True to hear what would happen; nothing is written.</param>
public sealed record ImportRequest(Stream Content, SheetFormat Format, ImportKind Kind, Datum Datum, bool DryRun);

/// <summary>A row that cannot be taken, and why; rows count as a spreadsheet shows them.</summary>
public sealed record BadRow(int Row, string Code, IReadOnlyList<Refusal> Reasons);

/// <param name="Bad">Every bad row; while there is one, nothing is written.</param>
/// <param name="Written">False for a dry run or with bad rows.</param>
/// <param name="NewSecrets">Secrets made for new piles, by their number; shown this once.</param>
public sealed record ImportReport(int Rows, int New, int Changed, IReadOnlyList<BadRow> Bad, bool Written, IReadOnlyDictionary<string, string> NewSecrets);

/// <summary>Takes stations or piles in from a CSV or XLSX file: all of it or nothing, and every bad row by its reason.</summary>
public sealed class ImportStations(GroupCommit writes, FollowStations follow, AuditStamp stamp)
{
    public async Task<Decision<ImportReport>> Run(Actor who, ImportRequest request, CancellationToken ct)
    {
        var columns = request.Kind is ImportKind.Stations ? StationColumns.OfStations : StationColumns.OfPiles;
        var rows = await SheetFile.Read(request.Content, request.Format, columns, ct);
        if (!rows.Granted)
        {
            return rows.Refusal;
        }

        var report = request.Kind is ImportKind.Stations
            ? await writes.Run((db, token) => TakeStations(db, who, rows.Value, request, token), ct)
            : await writes.Run((db, token) => TakePiles(db, who, rows.Value, request, token), ct);
        if (report.Written)
        {
            await follow.Follow(ct);
        }

        return report;
    }

    private async Task<ImportReport> TakeStations(DoorstepDb db, Actor who, IReadOnlyList<FileRow> rows, ImportRequest request, CancellationToken ct)
    {
        var known = await db.Stations.ToDictionaryAsync(station => station.Id, ct);
        var providers = await db.Organisations.Where(o => o.Kind == OrganisationKind.Provider && o.ClosedAt == null).Select(o => o.Id).ToHashSetAsync(ct);
        var check = new ImportCheck();
        var drafts = check.Drafts(rows, row => StationColumns.ReadStation(row, who.Organisation, request.Datum), draft => draft.Id.Value, draft =>
            [.. draft.Faults(), .. WhyNot(who, draft, known.GetValueOrDefault(draft.Id), providers)]);
        int fresh = drafts.Count(d => !known.ContainsKey(d.Draft.Id));
        var report = new ImportReport(rows.Count, fresh, drafts.Count - fresh, check.Bad, !request.DryRun && check.Bad.Count == 0, new Dictionary<string, string>());
        if (!report.Written)
        {
            return report;
        }

        foreach (var (_, draft) in drafts)
        {
            if (!known.TryGetValue(draft.Id, out var row))
            {
                row = new() { Id = draft.Id, Provider = draft.Provider, Name = draft.Name, State = StationState.Planned, CreatedAt = stamp.Now };
                db.Stations.Add(row);
            }

            RecordStation.Fill(row, draft);
            row.ChangedAt = stamp.Now;
        }

        stamp.Note(db, who, "station.import", "stations", null, new { report.New, report.Changed, Codes = drafts.Select(d => d.Draft.Id.Value) });
        return report;
    }

    private async Task<ImportReport> TakePiles(DoorstepDb db, Actor who, IReadOnlyList<FileRow> rows, ImportRequest request, CancellationToken ct)
    {
        var stations = await db.Stations.AsNoTracking().ToDictionaryAsync(station => station.Id, ct);
        var known = await db.Piles.ToDictionaryAsync(pile => pile.Id, ct);
        var links = known.Values.ToDictionary(pile => pile.LinkName, pile => pile.Id, StringComparer.Ordinal);
        var check = new ImportCheck();
        var drafts = check.Drafts(rows, StationColumns.ReadPile, draft => draft.Id.Value, draft =>
            [.. draft.Faults(), .. WhyNot(who, draft, known.GetValueOrDefault(draft.Id), stations, links)]);
        int fresh = drafts.Count(d => !known.ContainsKey(d.Draft.Id));
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        var report = new ImportReport(rows.Count, fresh, drafts.Count - fresh, check.Bad, !request.DryRun && check.Bad.Count == 0, secrets);
        if (!report.Written)
        {
            return report;
        }

        var connectors = (await db.Connectors.ToListAsync(ct)).ToLookup(connector => connector.Pile);
        foreach (var (_, draft) in drafts)
        {
            bool isNew = !known.TryGetValue(draft.Id, out var row);
            if (row is null)
            {
                row = new() { Id = draft.Id, Station = draft.Station, LinkName = RecordPile.LinkNameOf(draft), Protocol = draft.Protocol, Kind = draft.Kind, RatedPower = draft.RatedPower, CreatedAt = stamp.Now };
                db.Piles.Add(row);
            }

            if (RecordPile.Fill(row, draft, isNew) is { } secret)
            {
                secrets[draft.Id.Value] = secret;
            }

            RecordPile.Fit(db, draft, [.. connectors[draft.Id]]);
            row.ChangedAt = stamp.Now;
        }

        stamp.Note(db, who, "pile.import", "piles", null, new { report.New, report.Changed, Numbers = drafts.Select(d => d.Draft.Id.Value) });
        return report;
    }

    private static IEnumerable<Refusal> WhyNot(Actor who, StationDraft draft, StationRow? known, HashSet<OrganisationId> providers)
    {
        if (Permissions.Refuses(who, Act.ChangeStation, Thing.Of(known?.Provider ?? draft.Provider, known?.Division ?? draft.Division)) is { } no)
        {
            yield return no;
        }
        else if (known is not null && known.Provider != draft.Provider && who.Role is not Role.City)
        {
            yield return new("station.belongs-to-another", ("code", draft.Id.Value));
        }
        else if (!providers.Contains(draft.Provider))
        {
            yield return new("station.provider-unknown", ("provider", draft.Provider.Value));
        }
    }

    private static IEnumerable<Refusal> WhyNot(Actor who, PileDraft draft, PileRow? known, Dictionary<StationId, StationRow> stations, Dictionary<string, PileId> links)
    {
        string name = RecordPile.LinkNameOf(draft);
        if (!stations.TryGetValue(draft.Station, out var station))
        {
            yield return new("station.unknown", ("code", draft.Station.Value));
        }
        else if (Permissions.Refuses(who, Act.ChangePile, Thing.Of(station.Provider, station.Division)) is { } no)
        {
            yield return no;
        }
        else if (known is not null && stations[known.Station] is var home && Permissions.Refuses(who, Act.ChangePile, Thing.Of(home.Provider, home.Division)) is not null)
        {
            yield return new("pile.belongs-to-another", ("number", draft.Id.Value));
        }
        else if (links.TryGetValue(name, out var taken) && taken != draft.Id)
        {
            yield return new("pile.link-name-taken", ("name", name));
        }
        else
        {
            links[name] = draft.Id;
        }
    }
}
