using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Siting;

/// <summary>A part of the studio's pages: what it shows comes in as parameters.</summary>
public abstract class StudioPart : Part
{
    [Inject]
    protected IStringLocalizer<StudioWords> S { get; private set; } = null!;

    [Inject]
    protected StudioFigures Plans { get; private set; } = null!;
}
