using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>Records a new station, or changes the one with that code. The same draft twice changes nothing.</summary>
public sealed class RecordStation(GroupCommit writes, StationDirectory stations, AuditStamp stamp)
{
    public async Task<Decision<StationEntry>> Run(Actor who, StationDraft draft, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, draft, stamp, token), ct);
        if (done.Granted)
        {
            stations.Put(done.Value);
        }

        return done;
    }

    internal static async Task<Decision<StationEntry>> Write(DoorstepDb db, Actor who, StationDraft draft, AuditStamp stamp, CancellationToken ct)
    {
        if (draft.Faults().FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var row = await db.Stations.FindAsync([draft.Id], ct);
        if (Permissions.Refuses(who, Act.ChangeStation, Thing.Of(row?.Provider ?? draft.Provider, row?.Division ?? draft.Division)) is { } no)
        {
            return no;
        }

        if (await WhyNotProvider(db, who, draft, row, ct) is { } wrong)
        {
            return wrong;
        }

        var before = row is null ? null : StationEntry.Of(row);
        if (row is null)
        {
            row = new() { Id = draft.Id, Provider = draft.Provider, Name = draft.Name, State = StationState.Planned, CreatedAt = stamp.Now };
            db.Stations.Add(row);
        }

        Fill(row, draft);
        var after = StationEntry.Of(row);
        if (after != before)
        {
            row.ChangedAt = stamp.Now;
            stamp.Note(db, who, before is null ? "station.create" : "station.change", $"station:{row.Id}", before, after);
        }

        return after;
    }

    internal static void Fill(StationRow row, StationDraft draft)
    {
        var at = draft.At.To(Datum.Wgs84);
        row.Provider = draft.Provider;
        row.Name = draft.Name.Trim();
        row.EnglishName = draft.EnglishName.Trim();
        row.Address = draft.Address.Trim();
        row.Directions = draft.Directions.Trim();
        row.Longitude = at.Longitude;
        row.Latitude = at.Latitude;
        row.Division = draft.Division;
        row.GridLimit = draft.GridLimit;
        row.OpensAt = draft.OpensAt;
        row.ClosesAt = draft.ClosesAt;
        row.OpenToPublic = draft.ToPublic;
        row.Sheltered = draft.Sheltered;
        row.Phone = draft.Phone;
    }

    private static async Task<Refusal?> WhyNotProvider(DoorstepDb db, Actor who, StationDraft draft, StationRow? row, CancellationToken ct)
    {
        if (row?.Provider == draft.Provider)
        {
            return null;
        }

        if (row is not null && who.Role is not Role.City)
        {
            return new("station.belongs-to-another", ("code", draft.Id.Value));
        }

        var provider = await db.Organisations.FindAsync([draft.Provider], ct);
        return provider is { Kind: OrganisationKind.Provider, ClosedAt: null } ? null : new("station.provider-unknown", ("provider", draft.Provider.Value));
    }
}
