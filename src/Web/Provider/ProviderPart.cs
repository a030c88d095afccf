using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Provider;

/// <summary>Anything drawn on the provider's pages: it has the provider's words beside the shell's.</summary>
public abstract class ProviderPart : Part
{
    [Inject]
    protected IStringLocalizer<ProviderWords> P { get; private set; } = null!;
}
