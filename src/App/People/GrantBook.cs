using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>A new sign-in or token, with the secret that is shown this once.</summary>
public sealed record NewGrant(long Id, string Secret, Actor Actor, DateTimeOffset ExpiresAt);

/// <summary>Makes and ends grants inside a group commit's work.</summary>
public sealed class GrantBook(IdSource ids, TimeProvider clock)
{
    internal NewGrant Issue(DoorstepDb db, GrantKind kind, long subject, Actor actor, GrantTerms terms)
    {
        var now = clock.GetUtcNow();
        var secret = GrantSecret.New(kind);
        var row = new GrantRow
        {
            Id = ids.Next(),
            SecretHash = GrantSecret.Hash(secret),
            Kind = kind,
            Subject = subject,
            Role = actor.Role,
            Organisation = actor.Organisation,
            Areas = string.Join(' ', actor.Areas),
            Label = KeptText.Of(terms.Label, 200),
            IssuedBy = terms.IssuedBy,
            CreatedAt = now,
            ExpiresAt = now + terms.Life,
        };
        db.Grants.Add(row);
        return new(row.Id, secret, kind == GrantKind.Token ? actor with { Id = row.Id } : actor, row.ExpiresAt);
    }

    internal async Task Revoke(DoorstepDb db, GrantKind kind, long subject, CancellationToken ct)
    {
        var standing = await db.Grants.Where(g => g.Kind == kind && g.Subject == subject && g.RevokedAt == null).ToListAsync(ct);
        standing.ForEach(g => g.RevokedAt = clock.GetUtcNow());
    }
}

/// <param name="Label">The device or the token's name; at most 200 characters are kept.</param>
internal sealed record GrantTerms(TimeSpan Life, string Label = "", string IssuedBy = "");
