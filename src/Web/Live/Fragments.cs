using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.Web.Live;

/// <summary>
/// Draws one part of a page as text, in the language of the request, so that a live update is the very markup the page itself had:
/// encoded, localised, and tested once.
/// </summary>
internal sealed class Fragments(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public async Task<string> Draw<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters));
            return drawn.ToHtmlString();
        });
    }
}
