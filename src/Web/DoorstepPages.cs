using System.Text.Encodings.Web;
using System.Text.Unicode;
using Doorstep.App.Stations;
using Doorstep.Web.Api;
using Doorstep.Web.Live;
using Doorstep.Web.Map;
using Doorstep.Web.Resident;
using Doorstep.Web.Shell;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.Web;

/// <summary>The pages as the host mounts them: services, middleware, endpoints.</summary>
public static class DoorstepPages
{
    public static IServiceCollection AddDoorstepPages(this IServiceCollection services, PageSettings settings)
    {
        services.AddSingleton(settings);
        services.AddLocalization();
        services.AddSingleton<Figures>();
        services.AddSingleton<StudioFigures>();
        services.AddSingleton<RefusalSentences>();
        services.AddSingleton<MessageSentences>();
        services.Configure<RequestLocalizationOptions>(Cultures.Configure);
        services.AddProblemDocuments();
        services.AddExceptionHandler<FailureForPrograms>();
        // Chinese stays Chinese in the page: as numeric entities it would be three times as long.
        services.AddWebEncoders(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.AddFilter(new CircuitText()));
        services.AddSingleton<Fragments>();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<LiveStations>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<StationsOnMap>();
        services.TryAddSingleton<CityMap>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "doorstep.form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            // Our own headers say who may frame a page: nobody.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>Before authentication: headers, languages, and what a person sees instead of a bare status.</summary>
    public static void UseDoorstepPages(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.Use(static async (http, next) =>
        {
            // The page that says what went wrong is read, not posted to: a form's method would be refused there once more, and the reader left with nothing.
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerPathFeature>() is not null)
            {
                http.Request.Method = HttpMethods.Get;
            }

            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest })
            {
                // A page that refuses a form has named its content type and written nothing; with a type it would pass for an answer.
                http.Response.ContentType = null;
            }
        });
        app.UseMiddleware<StatusForPrograms>();
        app.Use(HeadRequest.Widen);
        app.UseRouting();
    }

    /// <summary>Behind the check of a form's token: what no store keeps does not come in.</summary>
    public static void UseKeepableText(this IApplicationBuilder app) => app.UseMiddleware<UnkeepableText>();

    public static void MapDoorstepPages(this WebApplication app)
    {
        app.MapStaticAssets();
        Preferences.Map(app);
        StaffHome.Map(app);
        City.CityExports.Map(app);
        MapEndpoints.Map(app);
        LiveEndpoints.Map(app);
        ExportEndpoint.Map(app);
        Provider.ProviderExports.Map(app);
        City.Siting.SitingFiles.Map(app);
        City.Census.CensusFiles.Map(app);
        app.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .WithStaticAssets();
    }
}
