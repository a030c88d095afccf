using Doorstep.App.Store;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Store;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task No_row_changed_without_a_migration_on_either_database(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await using var db = PrepareStore.Open(store.Settings);
        Assert.False(db.Database.HasPendingModelChanges(), "Rows changed: run tools/migrations.sh");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Preparing_a_store_again_changes_nothing(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Get<PrepareStore>().Run(TestContext.Current.CancellationToken);
        Assert.Equal(0, await store.Read(db => db.Organisations.CountAsync()));
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_block_the_next_start()
    {
        var settings = new StoreSettings { DataFolder = Directory.CreateTempSubdirectory("doorstep-lock-").FullName };
        await using (var db = PrepareStore.Open(settings))
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00+00:00');
                """,
                TestContext.Current.CancellationToken);
        }

        await using var store = await TestStore.Over(settings);
        Assert.Equal(0, await store.Read(db => db.Organisations.CountAsync()));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_ledger_and_the_audit_log_can_only_grow(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await store.Write(db => db.Ledger.Add(new()
        {
            Id = 1,
            Transaction = 1,
            Account = "a",
            Amount = new(1),
            Kind = "k",
            Key = "k",
            At = store.Clock.GetUtcNow(),
        }));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Read(db => db.Ledger.ExecuteDeleteAsync()));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Read(db => db.Ledger.ExecuteUpdateAsync(s => s.SetProperty(r => r.Kind, "x"))));
        Assert.Equal(1, await store.Read(db => db.Ledger.CountAsync()));
    }

    [Fact]
    public void Wrong_settings_say_what_to_write_instead()
    {
        Assert.Empty(new StoreSettings().Problems());
        Assert.Contains("Store:Node=0…255".Split('=')[0], new StoreSettings { Node = 256 }.Problems()[0], StringComparison.Ordinal);
        Assert.Contains("for example Store:Postgres=", new StoreSettings { Postgres = "nonsense" }.Problems()[0], StringComparison.Ordinal);
        Assert.Contains("names no host", new StoreSettings { Postgres = "Username=x" }.Problems()[0], StringComparison.Ordinal);
        Assert.Contains("/var/lib/doorstep", new StoreSettings { DataFolder = " " }.Problems()[0], StringComparison.Ordinal);
    }
}
