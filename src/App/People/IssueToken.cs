using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Issues a bearer token for programs; the secret is in the answer and nowhere else.</summary>
public sealed class IssueToken(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, GrantBook grants, AuditStamp stamp, PeopleSettings settings)
{
    /// <param name="Label">What the token is for; 1 to 100 characters.</param>
    /// <param name="Role">The role it acts in; never a resident's.</param>
    /// <param name="Organisation">Needed for every role but City, Auditor and Safety.</param>
    /// <param name="Areas">Division codes it is limited to; none for no limit.</param>
    /// <param name="Life">Null for 90 days.</param>
    public sealed record Request(string Label, Role Role, OrganisationId? Organisation = null, IReadOnlyList<string>? Areas = null, TimeSpan? Life = null);

    public async Task<Decision<NewGrant>> Run(Actor who, Request request, CancellationToken ct)
    {
        var areas = AreaList.Write(request.Areas);
        if (!areas.Granted)
        {
            return areas.Refusal;
        }

        if (Permissions.Refuses(who, Act.IssueToken, new(request.Organisation ?? who.Organisation)) is { } notAllowed)
        {
            return notAllowed;
        }

        if (RoleRules.RefusesToGrant(who, request.Role, request.Organisation, request.Areas ?? []) is { } notGranted)
        {
            return notGranted;
        }

        if (string.IsNullOrWhiteSpace(request.Label) || request.Label.Length > 100)
        {
            return new Refusal("token.label");
        }

        var life = request.Life ?? TimeSpan.FromDays(90);
        if (life <= TimeSpan.Zero || life > settings.LongestToken)
        {
            return new Refusal("token.life", ("days", settings.LongestToken.TotalDays.ToString("0", System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (await OrganisationProblem(request, ct) is { } problem)
        {
            return problem;
        }

        var actor = new Actor(0, $"token {request.Label}", request.Role, request.Organisation, AreaList.Read(areas.Value), who.From);
        return await writes.Run(
            (db, _) =>
            {
                var grant = grants.Issue(db, GrantKind.Token, 0, actor, new(life, request.Label, who.Name));
                stamp.Note(db, who, "token.issue", $"grant:{grant.Id}", null, new { request.Label, request.Role, request.Organisation, request.Areas, grant.ExpiresAt });
                return Task.FromResult<Decision<NewGrant>>(grant);
            },
            ct);
    }

    private async Task<Refusal?> OrganisationProblem(Request request, CancellationToken ct)
    {
        if (request.Organisation is not { } organisation)
        {
            return request.Role is Role.City or Role.Auditor or Role.Safety ? null : new("organisation.needed");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Organisations.AnyAsync(o => o.Id == organisation && o.ClosedAt == null, ct) ? null : new("organisation.unknown", ("organisation", organisation.Value));
    }
}
