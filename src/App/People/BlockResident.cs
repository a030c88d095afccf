using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Blocks a resident (his sign-ins end, he starts nothing) or lets him in again. Refuses `resident.unknown`, `resident.reason-long`.</summary>
public sealed class BlockResident(GroupCommit writes, AuditStamp stamp, GrantBook grants, GrantCache cache)
{
    public sealed record Request(ResidentId Resident, bool Blocked, string Reason);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.BlockResident, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        if (request.Reason.Length > 500)
        {
            return new Refusal("resident.reason-long");
        }

        var answer = await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                if (await ResidentBook.Find(db, request.Resident, token) is not { DeletedAt: null } row)
                {
                    return new Refusal("resident.unknown");
                }

                if (request.Blocked == row.BlockedAt is not null)
                {
                    return true;
                }

                row.BlockedAt = request.Blocked ? stamp.Now : null;
                if (request.Blocked)
                {
                    await grants.Revoke(db, GrantKind.ResidentSignIn, row.Id.Value, token);
                }

                stamp.Note(db, who, request.Blocked ? "resident.block" : "resident.unblock", $"resident:{row.Id}", null, new { request.Reason });
                return true;
            },
            ct);
        cache.ForgetResident(request.Resident);
        return answer;
    }
}
