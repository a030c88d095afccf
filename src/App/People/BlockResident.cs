using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Blocks a resident (his sign-ins end, he starts nothing) or lets him in again. Refuses `resident.unknown`.</summary>
public sealed class BlockResident(GroupCommit writes, AuditStamp audit, GrantBook grants, GrantCache cache, TimeProvider clock)
{
    public sealed record Request(ResidentId Resident, bool Blocked, string Reason);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.BlockResident, Thing.Of(request.Resident)) is { } no)
        {
            return no;
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

                row.BlockedAt = request.Blocked ? clock.GetUtcNow() : null;
                if (request.Blocked)
                {
                    await grants.Revoke(db, GrantKind.ResidentSignIn, row.Id.Value, token);
                }

                audit.Note(db, who, request.Blocked ? "resident.block" : "resident.unblock", $"resident:{row.Id}", null, new { request.Reason });
                return true;
            },
            ct);
        cache.ForgetResident(request.Resident);
        return answer;
    }
}

/// <summary>
/// Sets from when to when an agreement gives a resident the resident's price; both null ends it. Refuses `resident.unknown`, `agreement.dates`.
/// </summary>
public sealed class SetAgreement(GroupCommit writes, AuditStamp audit, GrantCache cache, AgreementBook agreements)
{
    /// <param name="From">Local date of the first day; null for no agreement.</param>
    /// <param name="Until">Local date of the last day; null for no end.</param>
    public sealed record Request(ResidentId Resident, DateOnly? From, DateOnly? Until);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.SetAgreement) is Reach.None or Reach.Own)
        {
            return Permissions.Refuses(who, Act.SetAgreement, new())!;
        }

        if (request.Until < request.From || (request.From is null && request.Until is not null))
        {
            return new Refusal("agreement.dates");
        }

        var answer = await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                var found = await KnownResidents.Find(who, db, request.Resident, token);
                if (!found.Granted)
                {
                    return found.Refusal;
                }

                var row = found.Value;
                audit.Note(
                    db, who, "agreement.set", $"resident:{row.Id}", new { From = row.AgreementFrom, Until = row.AgreementUntil }, new { request.From, request.Until });
                row.AgreementFrom = request.From;
                row.AgreementUntil = request.Until;
                return true;
            },
            ct);
        agreements.Forget(request.Resident);
        cache.ForgetResident(request.Resident);
        return answer;
    }
}
