using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>An organisation as pages and programs see it.</summary>
public sealed record OrganisationLine(
    OrganisationId Code, string Name, string EnglishName, OrganisationKind Kind, string? CreditCode, IReadOnlyList<string> Areas, bool Closed, bool Demonstration)
{
    internal static OrganisationLine Of(OrganisationRow row) =>
        new(row.Id, row.Name, row.EnglishName, row.Kind, row.CreditCode, AreaList.Read(row.Areas), row.ClosedAt is not null, row.Demonstration);
}

/// <summary>All organisations, by code; their names are public.</summary>
public sealed class ListOrganisations(IDbContextFactory<DoorstepDb> contexts)
{
    public sealed record Request(OrganisationKind? Kind = null, bool Closed = false);

    public async Task<Decision<IReadOnlyList<OrganisationLine>>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadOrganisation, new()) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Organisations.AsNoTracking()
            .Where(o => (request.Kind == null || o.Kind == request.Kind) && (request.Closed || o.ClosedAt == null)).OrderBy(o => o.Id).ToListAsync(ct);
        return rows.ConvertAll(OrganisationLine.Of);
    }
}
