using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell;

/// <summary>A static page: it is drawn once per request, for whoever asks, and a form posts back to it.</summary>
public abstract class ResidentPage : Part
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    /// <summary>Who asks; the public when nobody signed in.</summary>
    protected Actor Who => Http.Actor();

    /// <summary>Ends when the reader goes away.</summary>
    protected CancellationToken Gone => Http.RequestAborted;
}
