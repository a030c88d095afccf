using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The second step's rows.</summary>
internal static class SecondStepRows
{
    public static async Task<StaffRow?> Own(DoorstepDb db, Actor who, CancellationToken ct) =>
        who.Role.IsStaff() && await db.Users.FindAsync([who.Id], ct) is { DisabledAt: null } staff ? staff : null;

    public static async Task Remove(DoorstepDb db, StaffRow staff, CancellationToken ct)
    {
        staff.TwoFactorEnabled = false;
        staff.LastAuthenticatorCode = null;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == staff.Id).ToListAsync(ct));
        db.Set<IdentityUserPasskey<long>>().RemoveRange(await db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == staff.Id).ToListAsync(ct));
    }
}
