using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>A member of staff as pages and programs see him.</summary>
public sealed record StaffLine(
    long Id, string UserName, string DisplayName, OrganisationId Organisation, Role Role, IReadOnlyList<string> Areas, bool Disabled, bool HasPassword, bool SecondStep,
    bool Demonstration)
{
    internal static StaffLine Of(StaffRow row) => new(
        row.Id, row.UserName ?? "", row.DisplayName, row.Organisation, row.Role, AreaList.Read(row.Areas), row.DisabledAt is not null, row.PasswordHash is not null,
        row.TwoFactorEnabled, row.Demonstration);
}
