using Doorstep.Rules;
using Doorstep.Web.Provider;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City;

/// <summary>A page of the city's officials: it lives as the provider's do, with the city's words, and remembers the last refusal.</summary>
public abstract class CityPage : ProviderPage
{
    /// <summary>Who has business here; what each may do is the use cases' to say.</summary>
    public const string Officials = "City,District,Auditor";

    [Inject]
    protected IStringLocalizer<CityWords> C { get; private set; } = null!;

    protected Refusal? Refusal { get; set; }

    /// <summary>The value a use case granted; its refusal is shown on the page.</summary>
    protected T? Granted<T>(Decision<T> decision)
    {
        Refusal = decision.Refusal;
        return decision.Granted ? decision.Value : default;
    }
}
