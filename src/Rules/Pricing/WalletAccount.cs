namespace Doorstep.Rules.Pricing;

/// <summary>The names of the ledger's accounts; every fen is in exactly one of them.</summary>
public static class WalletAccount
{
    /// <summary>A resident's prepaid money.</summary>
    public static string Of(ResidentId resident) => $"wallet:{resident}";

    /// <summary>What a resident owes: never above zero.</summary>
    public static string Debt(ResidentId resident) => $"debt:{resident}";

    /// <summary>What a provider earned for electricity it passes on.</summary>
    public static string Electricity(OrganisationId provider) => $"provider:{provider}:electricity";

    /// <summary>What a provider earned as service fee.</summary>
    public static string Service(OrganisationId provider) => $"provider:{provider}:service";

    /// <summary>Money that came in from outside (negative) through a source: a cash desk, a payment service.</summary>
    public static string Payment(string source) => $"payment:{source}";
}
