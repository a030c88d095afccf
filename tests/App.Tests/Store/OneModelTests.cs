using Doorstep.App.Store;
using Doorstep.TestCity;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.App.Tests.Store;

public sealed class OneModelTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Every_way_to_the_store_shares_the_one_model(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await using var pooled = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var alone = new DoorstepDb(StoreOptions.For<DoorstepDb>(store.Settings));
        Assert.Same(pooled.Model, alone.Model);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_context_over_the_writing_connection_shares_the_one_model(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await using var pooled = await store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using System.Data.Common.DbConnection connection = store.Settings.Postgres is null ? new SqliteConnection() : new NpgsqlConnection();
        await using var over = new DoorstepDb(StoreOptions.Over(store.Settings, connection));
        Assert.Same(pooled.Model, over.Model);
    }
}
