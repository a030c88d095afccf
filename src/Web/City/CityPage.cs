using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City;

/// <summary>A page of the city's officials, with the city's words.</summary>
public abstract class CityPage : StaffPage
{
    /// <summary>Who has business here; what each may do is the use cases' to say.</summary>
    public const string Officials = "City,District,Auditor";

    [Inject]
    protected IStringLocalizer<CityWords> C { get; private set; } = null!;
}
