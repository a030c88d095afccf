using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Provider;

/// <summary>A page of a provider's staff, with the provider's words.</summary>
public abstract class ProviderPage : Shell.StaffPage
{
    /// <summary>Who has business here; what each may do is the use cases' to say.</summary>
    public const string Roles = "ProviderManager,ProviderOperator,ProviderTechnician,ProviderFinance,City";

    /// <summary>Who answers for the others; the city reads the whole log on its own pages.</summary>
    public const string Managers = "ProviderManager";

    [Inject]
    protected IStringLocalizer<ProviderWords> P { get; private set; } = null!;
}
