using System.Collections.Concurrent;
using Doorstep.App.Store;
using Doorstep.Machine;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Tests.Store;

public sealed class OutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_effect_is_performed_after_its_commit_and_not_without_it(Engine engine)
    {
        await using var store = await TestStore.Open(engine, Ringing);
        await store.Writes.Run(Ring(store, "a"), Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writes.Run(
            async (db, ct) =>
            {
                await Ring(store, "never")(db, ct);
                throw new InvalidOperationException("the cause failed");
            },
            Ct));
        await store.Get<Bell>().Rung("a");
        await Gone(store);
        Assert.Equal(["a"], store.Get<Bell>().Heard.Keys);
    }

    [Fact]
    public async Task A_failed_effect_is_tried_again_with_growing_pauses_until_it_succeeds()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, Ringing);
        var bell = store.Get<Bell>();
        bell.Broken = 3;
        await store.Writes.Run(Ring(store, "a"), Ct);
        await bell.Tried(1);
        foreach (var (seconds, tries) in new[] { (1, 2), (2, 3), (4, 4) })
        {
            await Waiting(store);
            store.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await store.Get<OutboxPerformer>().PerformDue(Ct);
            await bell.Tried(tries);
        }

        await Gone(store);
        Assert.Equal(4, bell.Tries);
    }

    [Fact]
    public async Task An_effect_that_was_under_way_when_the_process_died_is_performed_after_the_next_start()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, Ringing);
        await store.Write(db => db.Outbox.Add(new() { Id = 1, Kind = "bell.ring", Body = "{\"Tone\":\"a\"}", At = store.Clock.GetUtcNow(), Attempts = 1, NextAt = store.Clock.GetUtcNow().AddMinutes(2) }));
        Assert.Equal(0, await store.Get<OutboxPerformer>().PerformDue(Ct));
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.Get<OutboxPerformer>().PerformDue(Ct);
        await store.Get<Bell>().Rung("a");
        await Gone(store);
    }

    private static void Ringing(IServiceCollection services) => services.AddEffect<RingBell, Bell>("bell.ring");

    private static Func<DoorstepDb, CancellationToken, Task> Ring(TestStore store, string tone) => (db, _) =>
    {
        store.Get<Outbox>().Put(db, new RingBell(tone));
        return Task.CompletedTask;
    };

    /// <summary>Until the failed effect has its next time.</summary>
    private static Task Waiting(TestStore store) => Eventually.True(
        async () => await store.Read(db => db.Outbox.Select(r => r.NextAt).SingleAsync(Ct)) is { } next && next < store.Clock.GetUtcNow().AddMinutes(1), "the next attempt is set");

    private static Task Gone(TestStore store) => Eventually.True(async () => !await store.Read(db => db.Outbox.AnyAsync(Ct)), "the outbox is empty");

    public sealed record RingBell(string Tone);

    public sealed class Bell : IPerform<RingBell>
    {
        private int tries;

        public ConcurrentDictionary<string, bool> Heard { get; } = new();

        public int Broken { get; set; }

        public int Tries => tries;

        public Task Perform(RingBell effect, long id, CancellationToken ct)
        {
            var at = Interlocked.Increment(ref tries);
            return at <= Broken ? throw new IOException("no clapper") : Task.FromResult(Heard.TryAdd(effect.Tone, true));
        }

        public Task Rung(string tone) => Eventually.True(() => Heard.ContainsKey(tone), $"{tone} rings");

        public Task Tried(int times) => Eventually.True(() => tries >= times, $"{times} tries");
    }
}
