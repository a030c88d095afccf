namespace Doorstep.Rules.People;

/// <summary>What follows from a role alone.</summary>
public static class RoleRules
{
    /// <summary>A provider's own staff, and the unit leader it appoints.</summary>
    public static bool IsProvider(this Role role) =>
        role is Role.ProviderManager or Role.ProviderOperator or Role.ProviderTechnician or Role.ProviderFinance or Role.UnitLeader;

    /// <summary>Whoever signs in with a password: everybody but the public and residents.</summary>
    public static bool IsStaff(this Role role) => role > Role.Driver;

    /// <summary>Null when somebody may hand the role to another; else `people.not-allowed`: the city hands out any, a manager those of his own organisation.</summary>
    public static Refusal? RefusesToGrant(Actor who, Role role, OrganisationId? organisation, IReadOnlyList<string> areas)
    {
        var may = role.IsStaff() && who.Role switch
        {
            Role.City => true,
            Role.ProviderManager => role.IsProvider() && organisation is not null && organisation == who.Organisation
                && (who.Areas.Count == 0 || (areas.Count > 0 && areas.All(a => Permissions.Within(who.Areas, a)))),
            _ => false,
        };
        return may ? null : new("people.not-allowed", ("act", $"grant {role}"), ("role", who.Role.ToString()));
    }
}
