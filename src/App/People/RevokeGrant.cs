using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Ends a sign-in or token; whoever comes with it next is a stranger. Ending it again changes nothing.</summary>
public sealed class RevokeGrant(GroupCommit writes, GrantCache cache, AuditStamp stamp)
{
    public sealed record Request(long Grant);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        var revoked = await writes.Run(
            async (db, token) =>
            {
                if (await db.Grants.FindAsync([request.Grant], token) is not { } grant)
                {
                    return new Refusal("grant.unknown");
                }

                if (Permissions.Refuses(who, Act.RevokeGrant, await Whose(db, grant, token)) is { } no)
                {
                    return no;
                }

                if (grant.RevokedAt is null)
                {
                    grant.RevokedAt = stamp.Now;
                    stamp.Note(db, who, "grant.revoke", $"grant:{grant.Id}", new { grant.Kind, grant.Label });
                }

                return (Decision<bool>)true;
            },
            ct);
        cache.Forget(g => g.Id == request.Grant);
        return revoked;
    }

    private static async Task<Thing> Whose(DoorstepDb db, GrantRow grant, CancellationToken ct) => grant.Kind switch
    {
        GrantKind.ResidentSignIn => new(Resident: new(grant.Subject)),
        GrantKind.Token => new(grant.Organisation),
        _ => new((await db.Users.FindAsync([grant.Subject], ct))?.Organisation, Staff: grant.Subject),
    };
}
