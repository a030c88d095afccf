using Doorstep.App.People;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Api;

/// <summary>Organisations and their staff.</summary>
internal static class OrganisationsApi
{
    public sealed record OrganisationBody(string Name, string EnglishName, OrganisationKind Kind, string? CreditCode = null, IReadOnlyList<string>? Areas = null, bool Closed = false);

    public sealed record OrganisationDocument(string Code, string Name, string EnglishName, OrganisationKind Kind, string? CreditCode, IReadOnlyList<string> Areas, bool Closed, bool Demonstration)
    {
        public static OrganisationDocument Of(OrganisationLine o) => new(o.Code.Value, o.Name, o.EnglishName, o.Kind, o.CreditCode, o.Areas, o.Closed, o.Demonstration);
    }

    public sealed record InviteBody(string UserName, string DisplayName, Role Role, IReadOnlyList<string>? Areas = null);

    public sealed record StaffBody(string DisplayName, Role Role, IReadOnlyList<string>? Areas = null, bool Disabled = false);

    public sealed record StaffDocument(
        string Id, string UserName, string DisplayName, string Organisation, Role Role, IReadOnlyList<string> Areas, bool Disabled, bool HasPassword, bool SecondStep, bool Demonstration)
    {
        public static StaffDocument Of(StaffLine s) => new($"{s.Id}", s.UserName, s.DisplayName, s.Organisation.Value, s.Role, s.Areas, s.Disabled, s.HasPassword, s.SecondStep, s.Demonstration);
    }

    /// <param name="Secret">Opens `/staff/invitation` once, to choose a password.</param>
    public sealed record InvitationDocument(StaffDocument Staff, string Secret, DateTimeOffset ExpiresAt)
    {
        public static InvitationDocument Of(Invitation i) => new(StaffDocument.Of(i.Staff), i.Secret, i.ExpiresAt);
    }

    public sealed record AcceptBody(string Secret, string Password);

    public static void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/organisations").WithTags("Organisations");
        group.MapGet("/", List).WithSummary("All organisations, or those of one kind");
        group.MapPut("/{code}", Record).WithSummary("Records a new organisation, or changes the one with that code");
        group.MapGet("/{code}/staff", Staff).WithSummary("The organisation's staff");
        group.MapPost("/{code}/staff", Invite).WithSummary("Adds a member of staff and makes an invitation, shown once");
        var staff = v1.MapGroup("/staff").WithTags("Organisations");
        staff.MapGet("/", Everybody).WithSummary("All staff the asker may see");
        staff.MapPut("/{id:long}", Change).WithSummary("Changes name, role or areas, or disables a member of staff, which ends his sign-ins at once");
        staff.MapPost("/{id:long}/invitation", Reset).WithSummary("Forgets the password and makes a new invitation");
        staff.MapPost("/invitation", Accept).WithSummary("Takes an invitation up with a password of one's own").RequireRateLimiting(PeopleAuthentication.SignInPolicy);
    }

    private static async Task<Results<Ok<List<OrganisationDocument>>, ProblemHttpResult>> List(Word<OrganisationKind>? kind, bool? closed, ListOrganisations list, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), new(kind, closed ?? false), ct)).Answer(http, lines => lines.Select(OrganisationDocument.Of).ToList());

    private static async Task<Results<Ok<OrganisationDocument>, ProblemHttpResult>> Record(string code, OrganisationBody body, ChangeOrganisation change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), new(new OrganisationId(code), body.Name, body.EnglishName, body.Kind, body.CreditCode, body.Areas, body.Closed), ct)).Answer(http, OrganisationDocument.Of);

    private static async Task<Results<Ok<List<StaffDocument>>, ProblemHttpResult>> Staff(string code, ListStaff list, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), new(new OrganisationId(code)), ct)).Answer(http, lines => lines.Select(StaffDocument.Of).ToList());

    private static async Task<Results<Ok<List<StaffDocument>>, ProblemHttpResult>> Everybody(ListStaff list, HttpContext http, CancellationToken ct) =>
        (await list.Run(http.Actor(), new(), ct)).Answer(http, lines => lines.Select(StaffDocument.Of).ToList());

    private static async Task<Results<Ok<InvitationDocument>, ProblemHttpResult>> Invite(string code, InviteBody body, InviteStaff invite, HttpContext http, CancellationToken ct) =>
        (await invite.Run(http.Actor(), new(new OrganisationId(code), body.UserName, body.DisplayName, body.Role, body.Areas), ct)).Answer(http, InvitationDocument.Of);

    private static async Task<Results<Ok<StaffDocument>, ProblemHttpResult>> Change(long id, StaffBody body, ChangeStaff change, HttpContext http, CancellationToken ct) =>
        (await change.Run(http.Actor(), new(id, body.DisplayName, body.Role, body.Areas, body.Disabled), ct)).Answer(http, StaffDocument.Of);

    private static async Task<Results<Ok<InvitationDocument>, ProblemHttpResult>> Reset(long id, bool? secondStepToo, ResetStaffPassword reset, HttpContext http, CancellationToken ct) =>
        (await reset.Run(http.Actor(), new(id, secondStepToo ?? false), ct)).Answer(http, InvitationDocument.Of);

    private static async Task<Results<Ok<StaffDocument>, ProblemHttpResult>> Accept(AcceptBody body, AcceptInvitation accept, HttpContext http, CancellationToken ct) =>
        (await accept.Run(http.Actor(), new(body.Secret, body.Password), ct)).Answer(http, StaffDocument.Of);
}
