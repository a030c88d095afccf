using System.Net;
using Doorstep.App;
using Doorstep.App.People;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.Api;
using Doorstep.Web.People;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.Web.Tests.People;

/// <summary>The doors of a real server on this machine: a page that says who asks, one for those who signed in, one where codes are asked for.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Password = "Four-Blue-Rivers7";

    public static readonly OrganisationId East = new("EAST");

    private static readonly Actor Lin = new(1, "lin", Role.City, new("CITY"), [], "");

    private readonly WebApplication app;

    private readonly string folder;

    private Door(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
    }

    public Uri Address => new(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Door> Open()
    {
        var place = Directory.CreateTempSubdirectory("doorstep-door-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(s => new CityClock(s.GetRequiredService<TimeProvider>()));
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<RefusalSentences>();
        builder.Services.AddProblemDocuments();
        builder.Services.AddStore(new() { DataFolder = place }).AddPeople().AddPeopleAuthentication();
        builder.Services.AddRateLimiter(limits => limits.AddPeopleLimits(signInsPerMinute: 6, codesPerMinute: 3));
        builder.Services.AddAntiforgery();
        var built = builder.Build();
        built.UsePeople();
        built.UseAuthorization();
        built.UseRateLimiter();
        built.UseAntiforgery();
        built.MapPeople();
        built.MapGet("/who", (HttpContext http) => $"{http.Actor().Role} {http.Actor().Name} {string.Join(' ', http.Actor().Areas)}".TrimEnd());
        built.MapMethods("/sign-in", ["GET", "POST"], (HttpContext http) => $"{http.Actor().Role}").DisableAntiforgery();
        built.MapMethods("/staff/sign-in", ["GET", "POST"], (HttpContext http) => $"{http.Actor().Role}").DisableAntiforgery();
        built.MapGet("/community", () => "community").RequireAuthorization();
        built.MapGet("/provider/wall", () => "wall").RequireAuthorization();
        built.MapGet("/wallet", () => "wallet").RequireAuthorization();
        built.MapGet("/api/v1/stations", () => "stations").RequireAuthorization();
        built.MapPost("/code", () => "sent").RequireRateLimiting(PeopleAuthentication.CodePolicy).DisableAntiforgery();
        await built.StartAsync();
        var door = new Door(built, place);
        await door.Get<GroupCommit>().Run(
            (db, _) =>
            {
                db.Organisations.Add(new() { Id = East, Name = "东", EnglishName = "East", Kind = OrganisationKind.Provider });
                return Task.CompletedTask;
            },
            Ct);
        return door;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public HttpClient Client(string? cookie = null, string? bearer = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        // As every browser's script does; the passkey library compares it with what the authenticator signed.
        client.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"{GrantCookie.Name}={cookie}");
        }

        if (bearer is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        }

        return client;
    }

    public async Task<NewGrant> Hu()
    {
        var invitation = await Get<InviteStaff>().Run(Lin, new(East, "hu", "胡", Role.ProviderManager, ["420704"]), Ct);
        await Get<AcceptInvitation>().Run(Actor.Anonymous(""), new(invitation.Value.Secret, Password), Ct);
        return (await Get<SignInStaff>().Run(Actor.Anonymous(""), new("hu", Password), Ct)).Value;
    }

    public async Task<NewGrant> Token() => (await Get<IssueToken>().Run(Actor.Clockwork, new("test", Role.City), Ct)).Value;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
