using System.CommandLine;
using Doorstep.App.Store;
using Doorstep.Host.Server;
using Doorstep.Rules;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep backup` and `doorstep restore`: everything the city has recorded, in one file.</summary>
internal static class BackupCommand
{
    public static Command MakeBackup()
    {
        var to = new Option<string>("--to") { Description = "the file to write; it must not exist", Required = true };
        var shared = new SharedOptions();
        var command = new Command(
            "backup",
            """
            Writes everything recorded into one file while the server goes on working.
            Example: doorstep backup --data /var/lib/doorstep --to doorstep.backup
            """) { to };
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            if (shared.Read(parsed) is not { } settings)
            {
                return 2;
            }

            var made = await Services(settings).GetRequiredService<BackupStore>().Run(parsed.GetValue(to)!, ct);
            return Say(made, m => $"{m.File}: {m.Bytes / 1e6:F1} MB, taken {m.Manifest.At:u}");
        });
        return command;
    }

    public static Command MakeRestore()
    {
        var from = new Option<string>("--from") { Description = "the file that `doorstep backup` wrote", Required = true };
        var shared = new SharedOptions();
        var command = new Command(
            "restore",
            """
            Puts a backup into an empty data folder or an empty PostgreSQL database; the server must not run.
            Example: doorstep restore --data /var/lib/doorstep-new --from doorstep.backup
            """) { from };
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            if (shared.Read(parsed) is not { } settings)
            {
                return 2;
            }

            using var claim = DataFolder.Claim(settings.Store.DataFolder);
            if (claim is null)
            {
                return 3;
            }

            var restored = await Services(settings).GetRequiredService<RestoreStore>().Run(parsed.GetValue(from)!, ct);
            return Say(restored, m => $"restored the state of {m.At:u}");
        });
        return command;
    }

    private static ServiceProvider Services(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStore(settings.Store);
        return services.BuildServiceProvider();
    }

    private static int Say<T>(Decision<T> decision, Func<T, string> done)
    {
        if (!decision.Granted)
        {
            Console.Error.WriteLine(Told.Of(decision.Refusal));
            return 1;
        }

        Console.WriteLine(done(decision.Value));
        return 0;
    }
}
