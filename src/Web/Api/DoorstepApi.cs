using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Doorstep.Web.Api;

/// <summary>
/// The programs' door: everything the pages do, under `/api/v1`, described by `/openapi/v1.json`, readable at `/api`.
/// Amounts carry their unit in their name (energyWh, totalFen, powerW); instants are UTC; ids are strings.
/// </summary>
public static class DoorstepApi
{
    /// <summary>How any door may refuse; each answer is a problem document with a `code`.</summary>
    private static readonly int[] Refusing =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests,
    ];

    public static IServiceCollection AddDoorstepApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // A number is none of the words, and would pass for one that nobody knows.
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            WholeBodies.Demand(json.SerializerOptions);
        });
        services.AddProblemDocuments();
        // Whatever of a request cannot be read becomes a problem document that says what.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", openApi => openApi.AddOperationTransformer(WordsInOpenApi.Describe).AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "家门口充电 Doorstep",
                Version = "v1",
                Description = "Everything the pages do, for programs. Ask with `Authorization: Bearer …` (`doorstep token`, or a sign-in). Errors are problem documents (RFC 9457) with a stable `code`.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            ApiTerms.Explain(document);
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>One writer for all problem documents; it goes before the framework's own.</summary>
    internal static void AddProblemDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton<ProblemDocuments>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemDocuments>(s => s.GetRequiredService<ProblemDocuments>()));
        services.AddProblemDetails();
    }

    /// <summary>The reference page offers nothing that would ask, or hand our document to, anybody but us.</summary>
    internal static void Reference(ScalarOptions page) =>
        page.WithTitle("家门口充电 API").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();

    public static void MapDoorstepApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapScalarApiReference("/api", Reference)
            .AddEndpointFilter((context, next) =>
            {
                // The reference page draws its own style and script; it still may ask nobody but us.
                context.HttpContext.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; frame-ancestors 'none'";
                return next(context);
            });
        var v1 = routes.MapGroup("/api/v1");
        foreach (var status in Refusing)
        {
            v1.ProducesProblem(status);
        }

        StationsApi.Map(v1);
        PilesApi.Map(v1);
        PricingApi.Map(v1);
        SessionsApi.Map(v1);
        SignInApi.Map(v1);
        OrganisationsApi.Map(v1);
        ResidentsApi.Map(v1);
        WalletsApi.Map(v1);
        RecordsApi.Map(v1);
        StudioApi.Map(v1);
        FilesApi.Map(v1);
        CensusApi.Map(v1);
        SitesApi.Map(v1);
    }
}
