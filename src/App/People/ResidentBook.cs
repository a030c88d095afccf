using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Residents inside a group commit's work.</summary>
public sealed class ResidentBook(AuditStamp stamp)
{
    internal AuditStamp Stamp => stamp;

    internal static Task<ResidentRow?> Find(DoorstepDb db, ResidentId id, CancellationToken ct) => db.Residents.FindAsync([id], ct).AsTask();

    /// <summary>Also finds one that an earlier member of the same group has just made.</summary>
    internal static async Task<ResidentRow?> FindByPhone(DoorstepDb db, string phone, CancellationToken ct) =>
        db.Residents.Local.FirstOrDefault(r => r.Phone == phone) ?? await db.Residents.FirstOrDefaultAsync(r => r.Phone == phone, ct);

    /// <summary>A new resident with an empty wallet.</summary>
    internal ResidentRow Add(DoorstepDb db, NewResident made, Actor by)
    {
        var row = new ResidentRow
        {
            Id = new(stamp.Ids.Next()),
            Phone = made.Phone,
            DisplayName = made.DisplayName,
            Culture = made.Culture.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh-CN",
            HomeCommunity = made.HomeCommunity,
            Demonstration = made.Demonstration,
            CreatedAt = stamp.Now,
        };
        db.Residents.Add(row);
        db.Wallets.Add(new() { Resident = row.Id });
        stamp.Note(db, by, "resident.add", $"resident:{row.Id}", null, new { row.Phone, ResidentName = row.DisplayName, row.Culture });
        return row;
    }
}

/// <param name="Phone">Normalised.</param>
internal sealed record NewResident(string Phone, string Culture, string DisplayName = "", string? HomeCommunity = null, bool Demonstration = false);
