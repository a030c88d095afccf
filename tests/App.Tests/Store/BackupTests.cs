using System.IO.Compression;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Machine;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Store;

public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Whatever_was_confirmed_before_a_backup_taken_in_full_work_is_in_it(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var places = new Places();
        var confirmed = 0;
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(
            async () =>
            {
                for (var n = 0; !enough.IsCancellationRequested; n++)
                {
                    await store.Write(db => db.Organisations.Add(Organisation($"W{w}-{n}")));
                    Interlocked.Increment(ref confirmed);
                }
            },
            Ct)).ToList();
        await Eventually.True(() => confirmed > 200, "200 changes");
        var before = Volatile.Read(ref confirmed);
        var made = await store.Get<BackupStore>().Run(places.File, Ct);
        var after = Volatile.Read(ref confirmed);
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(made.Granted);

        await using var restored = await Restored(engine, places);
        var there = await restored.Read(db => db.Organisations.Select(o => o.Id).ToListAsync());
        // A change may be on disk an instant before its writer has counted it: one per writer.
        Assert.InRange(there.Count, before, after + writers.Count);
        // From each writer an unbroken beginning: a snapshot, not a smear.
        Assert.All(there.GroupBy(o => o.Value.Split('-')[0]), w => Assert.Equal(Enumerable.Range(0, w.Count()), w.Select(o => int.Parse(o.Value.Split('-')[1], null)).Order()));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_restored_city_goes_on_where_it_was(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var places = new Places();
        await store.Write(db =>
        {
            db.Organisations.Add(Organisation("EAST"));
            db.Users.Add(new StaffRow { Id = 7, UserName = "hu\tO'Neil\\n", Organisation = new("EAST"), DisplayName = "胡\r\n\\." });
            db.UserClaims.Add(new() { UserId = 7, ClaimType = "a", ClaimValue = null });
            db.Ledger.Add(new() { Id = 1, Transaction = 1, Account = "wallet:1", Amount = new(5), Kind = "top-up", Key = "k", At = store.Clock.GetUtcNow() });
        });
        Assert.True((await store.Get<BackupStore>().Run(places.File, Ct)).Granted);

        await using var restored = await Restored(engine, places);
        var staff = await restored.Read(db => db.Users.SingleAsync());
        Assert.Equal(("hu\tO'Neil\\n", "胡\r\n\\."), (staff.UserName, staff.DisplayName));
        await restored.Write(db => db.UserClaims.Add(new() { UserId = 7, ClaimType = "b", ClaimValue = "x" }));
        Assert.Equal(2, await restored.Read(db => db.UserClaims.CountAsync()));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => restored.Read(db => db.Ledger.ExecuteDeleteAsync()));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_restore_overwrites_nothing_and_a_backup_neither(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        using var places = new Places();
        Assert.True((await store.Get<BackupStore>().Run(places.File, Ct)).Granted);
        Assert.Equal("backup.exists", (await store.Get<BackupStore>().Run(places.File, Ct)).Refusal?.Code);
        Assert.Equal("backup.folder", (await store.Get<BackupStore>().Run(Path.Combine(places.Folder, "no", "b"), Ct)).Refusal?.Code);
        Assert.Equal("restore.not-empty", (await store.Get<RestoreStore>().Run(places.File, Ct)).Refusal?.Code);
        Assert.Equal("restore.file", (await store.Get<RestoreStore>().Run(places.File + "x", Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_no_whole_backup_of_this_version_and_database_is_not_restored()
    {
        await using var store = await TestStore.Open();
        using var places = new Places();
        Assert.True((await store.Get<BackupStore>().Run(places.File, Ct)).Granted);
        var settings = new StoreSettings { DataFolder = Path.Combine(places.Folder, "new") };
        var restore = new RestoreStore(settings, new PrepareStore(settings));

        var torn = Path.Combine(places.Folder, "torn");
        await File.WriteAllBytesAsync(torn, (await File.ReadAllBytesAsync(places.File, Ct))[..5000], Ct);
        Assert.Equal("restore.damaged", (await restore.Run(torn, Ct)).Refusal?.Code);
        Assert.Equal("restore.damaged", (await restore.Run(await Changed(places, "doorstep.db", "SQLite format 3", "SQLite format 4"), Ct)).Refusal?.Code);
        Assert.Equal("restore.newer", (await restore.Run(await Changed(places, "manifest.json", "_Initial", "_Later"), Ct)).Refusal?.Code);
        Assert.Equal("restore.other-database", (await restore.Run(await Changed(places, "manifest.json", "sqlite", "postgresql"), Ct)).Refusal?.Code);
        Assert.False(File.Exists(settings.SqliteFile));
        Assert.Equal("backup.nothing", (await new BackupStore(settings, TimeProvider.System).Run(torn + "2", Ct)).Refusal?.Code);
    }

    [Fact]
    public void A_data_folder_serves_one_server_at_a_time()
    {
        using var places = new Places();
        using (var one = DataFolderClaim.Take(places.Folder))
        {
            Assert.NotNull(one);
            Assert.Null(DataFolderClaim.Take(places.Folder));
        }

        using var two = DataFolderClaim.Take(places.Folder);
        Assert.NotNull(two);
    }

    private static async Task<string> Changed(Places places, string entry, string from, string to)
    {
        var file = Path.Combine(places.Folder, Guid.NewGuid().ToString());
        File.Copy(places.File, file);
        await using var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, Ct);
        var part = archive.GetEntry(entry)!;
        byte[] bytes;
        await using (var stream = part.Open())
        {
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, Ct);
            bytes = System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(memory.ToArray()).Replace(from, to, StringComparison.Ordinal));
        }

        part.Delete();
        await using var written = archive.CreateEntry(entry).Open();
        await written.WriteAsync(bytes, Ct);
        return file;
    }

    private static async Task<TestStore> Restored(Engine engine, Places places)
    {
        var settings = new StoreSettings { DataFolder = Path.Combine(places.Folder, "restored") };
        if (engine == Engine.Postgres)
        {
            settings = settings with { Postgres = await (await PostgresServer.Start()).CreateDatabase() };
        }

        var done = await new RestoreStore(settings, new PrepareStore(settings)).Run(places.File, Ct);
        Assert.True(done.Granted, done.Refusal?.ToString());
        return await TestStore.Over(settings);
    }

    private static OrganisationRow Organisation(string code) => new() { Id = new(code), Name = code, EnglishName = code, Kind = OrganisationKind.Provider };

    private sealed class Places : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("doorstep-backup-").FullName;

        public string File => Path.Combine(Folder, "city.backup");

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
