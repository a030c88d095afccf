using System.Collections.Concurrent;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>A community as a search needs it: its name and the gates people walk from (its centre where no gate is known); WGS-84.</summary>
public sealed record CommunityEntry(string Code, string Name, string EnglishName, string Division, GeoPoint Centre, IReadOnlyList<GeoPoint> Gates);

/// <summary>Communities as they were last looked at; they change by survey, not by the minute.</summary>
public sealed class CommunityDirectory(IDbContextFactory<DoorstepDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (CommunityEntry? Entry, DateTimeOffset Read)> known = new(StringComparer.Ordinal);

    public async ValueTask<CommunityEntry?> Find(string code, CancellationToken ct)
    {
        if (known.TryGetValue(code, out var found) && clock.GetUtcNow() - found.Read < Fresh)
        {
            return found.Entry;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Communities.AsNoTracking().FirstOrDefaultAsync(r => r.Code == code, ct);
        if (row is null)
        {
            return null;
        }

        var entry = Of(row);
        known[code] = (entry, clock.GetUtcNow());
        return entry;
    }

    private static CommunityEntry Of(CommunityRow row)
    {
        var centre = new GeoPoint(row.Longitude, row.Latitude, Datum.Wgs84);
        var gates = row.Gates is null ? [] : GeoJson.Points(row.Gates);
        return new(row.Code, row.Name, row.EnglishName, row.Division, centre, gates.Count == 0 ? [centre] : gates);
    }
}
