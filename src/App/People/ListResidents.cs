using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The residents somebody may know, newest first, a page at a time. That they were listed is in the audit log.</summary>
public sealed class ListResidents(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    /// <param name="Search">A whole phone number, an id, or the beginning of a name (those who see names in full only).</param>
    /// <param name="Before">The last id of the page before.</param>
    /// <param name="Take">1 to 200.</param>
    public sealed record Request(string? Search = null, ResidentId? Before = null, int Take = 50);

    public async Task<Decision<IReadOnlyList<ResidentLine>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ReadResident) is Reach.None)
        {
            return Permissions.Refuses(who, Act.ReadResident, new())!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var residents = KnownResidents.To(who, db).AsNoTracking().Where(r => r.DeletedAt == null);
        if (request.Search?.Trim() is { Length: > 0 } search)
        {
            var phone = PhoneNumber.Parse(search) is { Granted: true } parsed ? parsed.Value.Value : null;
            var id = long.TryParse(search, System.Globalization.CultureInfo.InvariantCulture, out var number) ? new ResidentId(number) : default;
            var names = Permissions.Of(who.Role, Act.ReadResident) == Reach.City;
            residents = residents.Where(r => r.Phone == phone || r.Id == id || (names && r.DisplayName.StartsWith(search)));
        }

        if (request.Before is { } before)
        {
            residents = residents.Where(r => r.Id < before);
        }

        var rows = await residents.OrderByDescending(r => r.Id).Take(Math.Clamp(request.Take, 1, 200)).ToListAsync(ct);
        await writes.Run(
            (db, _) =>
            {
                stamp.Note(db, who, "resident.list", "residents", null, new { Phone = request.Search, rows.Count });
                return Task.CompletedTask;
            },
            ct);
        var now = stamp.Now;
        return rows.ConvertAll(r => ResidentLine.Of(r, who, now));
    }
}
