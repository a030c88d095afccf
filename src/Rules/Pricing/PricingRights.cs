using Doorstep.Rules.People;

namespace Doorstep.Rules.Pricing;

/// <summary>Who may set prices: the city everything; a provider's manager and finance their own tariffs and stations.</summary>
public static class PricingRights
{
    public static Refusal? ToPrice(Actor who, OrganisationId owner) =>
        who.Role is Role.City || (who.Role is Role.ProviderManager or Role.ProviderFinance && who.Organisation == owner) ? null : No(who);

    /// <summary>Settings, ceilings and exceptions from them are the city's alone.</summary>
    public static Refusal? ToDecide(Actor who) => who.Role is Role.City ? null : No(who);

    private static Refusal No(Actor who) => new("people.not-allowed", ("role", who.Role.ToString()));
}
