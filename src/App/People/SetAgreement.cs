using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>
/// Sets from when to when an agreement gives a resident the resident's price; both null ends it. Refuses `resident.unknown`, `agreement.dates`.
/// </summary>
public sealed class SetAgreement(GroupCommit writes, AuditStamp stamp, GrantCache cache, AgreementBook agreements)
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
                stamp.Note(
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
