using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Shell.Layouts;

/// <summary>A layout with words, and with where the reader is.</summary>
public abstract class PageLayout : LayoutComponentBase
{
    [Inject]
    protected IStringLocalizer<Words> T { get; private set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    [Inject]
    protected PageSettings Settings { get; private set; } = null!;

    /// <summary>Null inside a circuit.</summary>
    [CascadingParameter]
    public Microsoft.AspNetCore.Http.HttpContext? Http { get; set; }

    /// <summary>The path and query the reader is at, for links that come back.</summary>
    protected string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected string Path => Here.Split('?', '#')[0];

    /// <summary>`page` for the link that is where the reader is, else null (no attribute).</summary>
    protected string? Current(string root) => Path == root || (root != "/" && Path.StartsWith(root + "/", StringComparison.Ordinal)) ? "page" : null;
}
