using Doorstep.App.Store.Rows;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Store;

public sealed class GroupCommitTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task One_refused_change_takes_no_other_with_it(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        var good = Enumerable.Range(1, 50).Select(n => store.Write(db => db.Organisations.Add(Organisation($"ORG{n}")))).ToList();
        var bad = store.Writes.Run((_, _) => throw new InvalidOperationException("a bug"), CancellationToken.None);
        var twice = store.Write(db => db.Organisations.Add(Organisation("ORG1")));
        await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Assert.ThrowsAsync<DbUpdateException>(() => twice);
        Assert.Equal(50, await store.Read(db => db.Organisations.CountAsync()));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Stopping_saves_what_was_queued(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        var writes = Enumerable.Range(1, 200).Select(n => store.Write(db => db.Organisations.Add(Organisation($"ORG{n}")))).ToList();
        await store.Stop();
        await Task.WhenAll(writes);
        Assert.Equal(200, await store.Read(db => db.Organisations.CountAsync()));
    }

    private static OrganisationRow Organisation(string code) =>
        new() { Id = new(code), Name = code, EnglishName = code, Kind = OrganisationKind.Provider };
}
