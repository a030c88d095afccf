using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Siting;

/// <summary>A page of the siting studio, with the studio's words and figures.</summary>
public abstract class StudioPage : CityPage
{
    public const string Planners = "City,District";

    [Inject]
    protected IStringLocalizer<StudioWords> S { get; private set; } = null!;

    [Inject]
    protected StudioFigures Plans { get; private set; } = null!;
}
