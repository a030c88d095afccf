using System.CommandLine;
using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep check-migrations`: fails when a row was changed without a migration, on either database.</summary>
internal static class MigrationsCommand
{
    public static Command Make()
    {
        var command = new Command("check-migrations", "Says whether the migrations of both databases match the model") { Hidden = true };
        command.SetAction(_ =>
        {
            var behind = 0;
            foreach (var store in (StoreSettings[])[new(), new() { Postgres = "Host=unused;Database=unused" }])
            {
                using var db = PrepareStore.Open(store);
                var pending = db.Database.HasPendingModelChanges();
                Console.WriteLine($"{db.Database.ProviderName}: {(pending ? "the model has changed; run tools/migrations.sh" : "up to date")}");
                behind += pending ? 1 : 0;
            }

            return behind;
        });
        return command;
    }
}
