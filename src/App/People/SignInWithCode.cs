using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Opens the door to whoever holds the phone; the first time makes the resident. Refuses `people.phone`, `sign-in.code-shape`,
/// `sign-in.code-wrong` (left), `sign-in.code-expired`, `resident.blocked`.
/// </summary>
public sealed class SignInWithCode(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, ResidentBook residents, GrantBook grants, PeopleSettings settings)
{
    /// <param name="Phone">As typed.</param>
    /// <param name="Code">Six digits.</param>
    /// <param name="Device">What the list of sign-ins shows.</param>
    public sealed record Request(string Phone, string Code, string Device = "", string Culture = "zh-CN");

    public async Task<Decision<NewGrant>> Run(Actor who, Request request, CancellationToken ct)
    {
        var phone = PhoneNumber.Parse(request.Phone);
        if (!phone.Granted)
        {
            return phone.Refusal;
        }

        var typed = request.Code.Trim();
        if (!SignInCode.Shape(typed))
        {
            return new Refusal("sign-in.code-shape");
        }

        var sent = await Latest(phone.Value, ct);
        if (sent is null)
        {
            return new Refusal("sign-in.code-expired");
        }

        // The slow hash is done here, the counting there: all guesses that race are counted, whatever they read before.
        var matches = SignInCode.Matches(sent.CodeHash, sent.Id, sent.Phone, typed);
        return await writes.Run((db, token) => Open(db, sent.Id, matches, who, request, token), ct);
    }

    private async Task<SignInCodeRow?> Latest(PhoneNumber phone, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SignInCodes.AsNoTracking().Where(c => c.Phone == phone.Value).OrderByDescending(c => c.SentAt).FirstOrDefaultAsync(ct);
    }

    private async Task<Decision<NewGrant>> Open(DoorstepDb db, long id, bool matches, Actor who, Request request, CancellationToken ct)
    {
        var now = residents.Stamp.Now;
        if (await db.SignInCodes.FindAsync([id], ct) is not { } code)
        {
            return new Refusal("sign-in.code-expired");
        }

        if (OneTimeCode.Refuses(new(code.ExpiresAt, code.FailedAttempts, code.UsedAt is not null), matches, now) is { } no)
        {
            code.FailedAttempts++;
            return no;
        }

        code.UsedAt = now;
        var resident = await ResidentBook.FindByPhone(db, code.Phone, ct) ?? residents.Add(db, new(code.Phone, request.Culture), who);
        if (resident.BlockedAt is not null)
        {
            return new Refusal("resident.blocked");
        }

        var actor = AuthenticateGrant.ActorOf(resident, now) with { From = who.From };
        var grant = grants.Issue(db, GrantKind.ResidentSignIn, resident.Id.Value, actor, new(settings.ResidentSignIn, request.Device));
        residents.Stamp.Note(db, actor, "sign-in", $"resident:{resident.Id}");
        return grant;
    }
}
