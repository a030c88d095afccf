using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.App.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Doorstep.Web.Resident;

/// <summary>A resident's own data as a file.</summary>
internal static class ExportEndpoint
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A file, not a page: Chinese may stand as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/me/export", async (HttpContext http, ExportMyData export, CancellationToken ct) =>
    {
        var all = await export.Run(http.Actor(), ct);
        return all.Granted
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(all.Value, Readable), "application/json", "doorstep-my-data.json")
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }).RequireAuthorization().ExcludeFromDescription();
}
