using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Erases the asker (PIPL art. 47): name, phone, home, cars, cards, sign-ins, messages. Sessions, bills and the ledger stay, as the law of accounts
/// wants, under a number that leads to nobody. Refuses `resident.session-open`, `resident.money-left` (yuan; the refund comes first), `resident.debt` (yuan).
/// </summary>
public sealed class DeleteMe(GroupCommit writes, AuditStamp stamp, GrantCache cache, AgreementBook agreements)
{
    public async Task<Decision<bool>> Run(Actor who, CancellationToken ct)
    {
        if (who.Resident is not { } me)
        {
            return who.Role == Role.Public ? new Refusal("people.sign-in-needed") : new Refusal("people.not-allowed", ("act", "delete"), ("role", who.Role.ToString()));
        }

        var answer = await writes.Run((db, token) => Erase(db, who, me, token), ct);
        agreements.Forget(me);
        cache.ForgetResident(me);
        return answer;
    }

    private async Task<Decision<bool>> Erase(DoorstepDb db, Actor who, ResidentId me, CancellationToken ct)
    {
        if (await ResidentBook.Find(db, me, ct) is not { DeletedAt: null } row)
        {
            return new Refusal("resident.unknown");
        }

        var wallet = await db.Wallets.FindAsync([me], ct);
        // A session is over for its payer once it failed or was billed.
        var open = await db.Sessions.AnyAsync(s => s.Resident == me && s.Total == null && s.FailReason == null, ct)
            || db.Sessions.Local.Any(s => s.Resident == me && s.Total == null && s.FailReason == null);
        if (ResidentRules.RefusesToErase(open, wallet?.Balance ?? Money.Zero, wallet?.Debt ?? Money.Zero) is { } no)
        {
            return no;
        }

        var phone = row.Phone;
        row.Phone = null;
        row.DisplayName = "";
        row.HomeCommunity = null;
        row.HomeLongitude = null;
        row.HomeLatitude = null;
        row.AgreementFrom = null;
        row.AgreementUntil = null;
        row.DeletedAt = stamp.Now;
        db.Vehicles.RemoveRange(await db.Vehicles.Where(v => v.Resident == me).ToListAsync(ct));
        db.Cards.RemoveRange(await db.Cards.Where(c => c.Resident == me).ToListAsync(ct));
        db.Grants.RemoveRange(await db.Grants.Where(g => g.Kind == GrantKind.ResidentSignIn && g.Subject == me.Value).ToListAsync(ct));
        db.SignInCodes.RemoveRange(await db.SignInCodes.Where(c => c.Phone == phone).ToListAsync(ct));
        db.TextMessages.RemoveRange(await db.TextMessages.Where(m => m.Phone == phone).ToListAsync(ct));
        db.Messages.RemoveRange(await db.Messages.Where(m => m.Resident == me).ToListAsync(ct));
        // The card's number on a session is a name too.
        foreach (var session in await db.Sessions.Where(s => s.Resident == me && s.Card != null).ToListAsync(ct))
        {
            session.Card = null;
        }

        stamp.Note(db, who, "resident.erase", $"resident:{me}");
        return true;
    }
}
