using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>The staff of an organisation; of all, for the city. Refuses `organisation.unknown`.</summary>
public sealed class ListStaff(IDbContextFactory<DoorstepDb> contexts)
{
    public sealed record Request(OrganisationId? Organisation = null);

    public async Task<Decision<IReadOnlyList<StaffLine>>> Run(Actor who, Request request, CancellationToken ct)
    {
        var organisation = request.Organisation ?? (who.Role == Role.City ? null : who.Organisation);
        if (Permissions.Refuses(who, Act.ReadStaff, new(organisation)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (organisation is { } named && !await db.Organisations.AnyAsync(o => o.Id == named, ct))
        {
            return new Refusal("organisation.unknown", ("organisation", named.Value));
        }

        var rows = await db.Users.AsNoTracking().Where(s => organisation == null || s.Organisation == organisation)
            .OrderBy(s => s.Organisation).ThenBy(s => s.UserName).ToListAsync(ct);
        return rows.ConvertAll(StaffLine.Of);
    }
}
