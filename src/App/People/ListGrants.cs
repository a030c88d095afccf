using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The sign-ins of a person, or the tokens of an organisation or the city, newest first; revoked and expired ones are left out.</summary>
public sealed class ListGrants(IDbContextFactory<DoorstepDb> contexts, TimeProvider clock)
{
    /// <summary>One of: a resident's or a member of staff's sign-ins, an organisation's tokens; nothing set: the asker's own sign-ins.</summary>
    public sealed record Request(ResidentId? Resident = null, long? Staff = null, OrganisationId? TokensOf = null, bool AllTokens = false);

    public sealed record Line(long Id, GrantKind Kind, Role Role, OrganisationId? Organisation, string Label, string IssuedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

    public async Task<Decision<IReadOnlyList<Line>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (request is { Resident: null, Staff: null, TokensOf: null, AllTokens: false })
        {
            request = who.Resident is { } me ? new(me) : new(Staff: who.Id);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var organisation = request.TokensOf;
        if (request.Staff is { } staff)
        {
            organisation = await db.Users.Where(s => s.Id == staff).Select(s => (OrganisationId?)s.Organisation).SingleOrDefaultAsync(ct);
        }

        // A manager's own sign-ins are his organisation's too, and the city's are the city's.
        if (Permissions.Refuses(who, Act.ReadGrants, new(organisation, request.Resident, request.Staff)) is { } no)
        {
            return no;
        }

        var now = clock.GetUtcNow();
        var grants = db.Grants.AsNoTracking().Where(g => g.RevokedAt == null && g.ExpiresAt > now);
        grants = request switch
        {
            { Resident: { } resident } => grants.Where(g => g.Kind == GrantKind.ResidentSignIn && g.Subject == resident.Value),
            { Staff: { } person } => grants.Where(g => g.Kind == GrantKind.StaffSignIn && g.Subject == person),
            { TokensOf: { } owner } => grants.Where(g => g.Kind == GrantKind.Token && g.Organisation == owner),
            _ => grants.Where(g => g.Kind == GrantKind.Token),
        };
        return await grants.OrderByDescending(g => g.Id).Take(200)
            .Select(g => new Line(g.Id, g.Kind, g.Role, g.Organisation, g.Label, g.IssuedBy, g.CreatedAt, g.ExpiresAt)).ToListAsync(ct);
    }
}
