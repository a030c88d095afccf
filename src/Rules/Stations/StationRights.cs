using Doorstep.Rules.People;

namespace Doorstep.Rules.Stations;

/// <summary>Who may change a provider's stations and piles: the city, and the provider's own staff by their duty.</summary>
public static class StationRights
{
    /// <summary>Stations, piles, bays, opening: managers and operators.</summary>
    public static Refusal? ToChange(Actor who, OrganisationId provider) =>
        who.Role is Role.City || (who.Role is Role.ProviderManager or Role.ProviderOperator && who.Organisation == provider) ? null : No(who);

    /// <summary>A pile's link secret and whether it serves: technicians too.</summary>
    public static Refusal? ToService(Actor who, OrganisationId provider) =>
        who.Role is Role.ProviderTechnician && who.Organisation == provider ? null : ToChange(who, provider);

    /// <summary>Details the public does not see: the provider's staff, the city, and who supervises.</summary>
    public static Refusal? ToInspect(Actor who, OrganisationId provider) =>
        who.Role is Role.City or Role.District or Role.Safety or Role.Grid or Role.Auditor
        || (who.Organisation == provider && who.Role is Role.ProviderManager or Role.ProviderOperator or Role.ProviderTechnician or Role.ProviderFinance or Role.UnitLeader)
            ? null
            : No(who);

    private static Refusal No(Actor who) => new("people.not-allowed", ("role", who.Role.ToString()));
}
