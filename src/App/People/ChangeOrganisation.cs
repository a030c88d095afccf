using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>
/// Adds an organisation, or changes one that is there; closing it shuts out its staff and tokens at once.
/// Refuses `organisation.code`, `organisation.name`, `organisation.kind` when the kind of an existing one would change, `people.area`.
/// </summary>
public sealed class ChangeOrganisation(GroupCommit writes, AuditStamp stamp, GrantCache cache)
{
    /// <param name="Code">2 to 32 capital letters, digits, '-'.</param>
    /// <param name="Areas">Division codes it is limited to; none for the whole city.</param>
    public sealed record Request(
        OrganisationId Code, string Name, string EnglishName, OrganisationKind Kind, string? CreditCode = null, IReadOnlyList<string>? Areas = null, bool Closed = false, bool Demonstration = false);

    public async Task<Decision<OrganisationLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ChangeOrganisation, Thing.Of(request.Code)) is { } no)
        {
            return no;
        }

        if (request.Code.Value is not { Length: >= 2 and <= 32 } code || !code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return new Refusal("organisation.code");
        }

        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100 || request.EnglishName.Length > 100)
        {
            return new Refusal("organisation.name");
        }

        var areas = AreaList.Write(request.Areas);
        if (!areas.Granted)
        {
            return areas.Refusal;
        }

        var changed = await writes.Run((db, token) => Change(db, who, request, areas.Value, token), ct);
        cache.ForgetOrganisation(request.Code);
        return changed;
    }

    private async Task<Decision<OrganisationLine>> Change(DoorstepDb db, Actor who, Request request, string areas, CancellationToken ct)
    {
        var row = await db.Organisations.FindAsync([request.Code], ct);
        if (row is not null && row.Kind != request.Kind)
        {
            return new Refusal("organisation.kind", ("kind", row.Kind.ToString()));
        }

        var before = row is null ? null : OrganisationLine.Of(row);
        if (row is null)
        {
            row = new() { Id = request.Code, Name = "", EnglishName = "", Kind = request.Kind, Demonstration = request.Demonstration, CreatedAt = stamp.Now };
            db.Organisations.Add(row);
        }

        row.Name = request.Name.Trim();
        row.EnglishName = string.IsNullOrWhiteSpace(request.EnglishName) ? row.Name : request.EnglishName.Trim();
        row.CreditCode = request.CreditCode;
        row.Areas = areas;
        row.ClosedAt = request.Closed ? row.ClosedAt ?? stamp.Now : null;
        var after = OrganisationLine.Of(row);
        stamp.Note(db, who, before is null ? "organisation.add" : "organisation.change", $"organisation:{row.Id}", before, after);
        return after;
    }
}
