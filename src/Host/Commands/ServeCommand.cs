using System.CommandLine;
using Doorstep.App.People;
using Doorstep.Host.Server;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep serve`: the platform for real use.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var shared = new SharedOptions();
        var listen = new ListenOptions();
        var command = new Command(
            "serve",
            """
            Runs the platform for real use; stops cleanly on SIGTERM or Ctrl-C.
            Example: doorstep serve --urls http://0.0.0.0:8080 --data /var/lib/doorstep --ykc-port 9000
            """);
        listen.AddTo(command);
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var settings = shared.Read(parsed, listen.Given(parsed));
            return settings is null ? 2 : await Run(settings, ct);
        });
        return command;
    }

    private static async Task<int> Run(Settings settings, CancellationToken ct)
    {
        using var claim = DataFolder.Claim(settings.Store.DataFolder);
        if (claim is null)
        {
            return 3;
        }

        await using var app = await CityServer.Open(settings, clock: null, ct);
        if (!await MayOpen(app, settings, ct))
        {
            return 3;
        }

        await CityServer.Start(app, ct);
        if (await app.Services.GetRequiredService<InitialAdministrator>().Run(new(), ct) is { Granted: true, Value: { Password: { } password } made })
        {
            // Shown this once; it is nowhere else.
            await Console.Error.WriteLineAsync($"First administrator: user {made.UserName}, password {password} (change it after signing in at {app.Services.GetRequiredService<Listeners>().Front}staff/sign-in)");
        }

        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>Nothing a stranger could guess is open to the network; looked at before the first door opens.</summary>
    private static async Task<bool> MayOpen(WebApplication app, Settings settings, CancellationToken ct)
    {
        var problems = await app.Services.GetRequiredService<StartGuard>().Run(new(settings.Listen.Urls, DemonstrationMoney: settings.Wallet.Demonstration), ct);
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        return problems.Count == 0;
    }
}
