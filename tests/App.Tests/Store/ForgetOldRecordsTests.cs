using Doorstep.App.Pricing;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Machine;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Tests.Store;

public sealed class ForgetOldRecordsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    private static void Services(IServiceCollection services) => services.AddSingleton<CitySettings>().AddSingleton<ChangeCitySetting>().AddRetention();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_older_than_the_city_keeps_it_goes_and_the_rest_and_all_money_stays(Engine engine)
    {
        await using var store = await TestStore.Open(engine, Services);
        await store.Write(db => Fill(db, store, "old", days: 500));
        await store.Write(db => Fill(db, store, "young", days: 0));

        var forgotten = await store.Get<ForgetOldRecords>().Run(Ct);
        Assert.Equal(new Forgotten(2500, 1, 1, 1, 2), forgotten);
        Assert.Equal(2500, await store.Read(db => db.PileEvents.CountAsync(e => e.Text == "young", Ct)));
        Assert.Equal((0, 1, 1, 1, 2), await store.Read(async db => (
            await db.PileEvents.CountAsync(e => e.Text == "old", Ct), await db.Messages.CountAsync(Ct), await db.TextMessages.CountAsync(Ct), await db.SignInCodes.CountAsync(Ct), await db.Grants.CountAsync(Ct))));
        Assert.Equal((2, 2, 2), await store.Read(async db => (await db.Bills.CountAsync(Ct), await db.Ledger.CountAsync(Ct), await db.Outbox.CountAsync(Ct))));
        var line = await store.Read(db => db.Audit.SingleAsync(a => a.Action == "records.forget", Ct));
        Assert.Contains("2500", line.After, StringComparison.Ordinal);

        // Nothing left to remove is nothing to write about.
        Assert.Equal(0, (await store.Get<ForgetOldRecords>().Run(Ct)).All);
        Assert.Equal(1, await store.Read(db => db.Audit.CountAsync(a => a.Action == "records.forget", Ct)));
    }

    [Fact]
    public async Task The_city_decides_how_long_and_never_shorter_than_the_law()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, Services);
        var today = LocalClock.Day(store.Clock.GetUtcNow());
        var change = store.Get<ChangeCitySetting>();
        Assert.Equal("setting.value-wrong", (await change.Run(Actor.Clockwork, "retention.events", "179", today, "test", Ct)).Refusal?.Code);
        await store.Write(db => Fill(db, store, "old", days: 200));
        Assert.Equal(0, (await store.Get<ForgetOldRecords>().Run(Ct)).PileEvents);
        Assert.True((await change.Run(Actor.Clockwork, "retention.events", "180", today, "test", Ct)).Granted);
        Assert.Equal(2500, (await store.Get<ForgetOldRecords>().Run(Ct)).PileEvents);
    }

    [Fact]
    public async Task It_happens_by_itself_while_the_server_runs()
    {
        await using var store = await TestStore.Open(Engine.Sqlite, Services);
        await store.Write(db => Fill(db, store, "old", days: 500));
        store.Clock.Advance(TimeSpan.FromHours(7));
        await Eventually.True(async () => !await store.Read(db => db.PileEvents.AnyAsync(Ct)), "the old records are gone");
    }

    private static void Fill(DoorstepDb db, TestStore store, string mark, int days)
    {
        var now = store.Clock.GetUtcNow().AddDays(-days);
        for (var i = 0; i < 2500; i++)
        {
            db.PileEvents.Add(new() { Id = store.Ids.Next(), Pile = new("42070000000001"), Station = new("S"), At = now, Kind = "status", Text = mark });
        }

        db.Messages.Add(new() { Id = store.Ids.Next(), Resident = new(1), Kind = "session.full", Session = new(1), Pile = new("42070000000001"), At = now });
        db.TextMessages.Add(new() { Id = store.Ids.Next(), Phone = "+8613800000001", Text = mark, At = now });
        db.SignInCodes.Add(new() { Id = store.Ids.Next(), Phone = "+8613800000001", CodeHash = mark, SentAt = now, ExpiresAt = now.AddMinutes(5) });
        db.Grants.Add(Grant(store, mark, now.AddDays(90), null));
        db.Grants.Add(Grant(store, $"{mark} revoked", now.AddDays(1000), now));
        db.Bills.Add(new() { Session = new(store.Ids.Next()), At = now, Energy = new(1), Electricity = new(1), Service = new(1), Total = new(2), Market = new(2), Lines = "[]" });
        db.Ledger.Add(new() { Id = store.Ids.Next(), Transaction = 1, Account = "wallet:1", Amount = new(1), Kind = "k", Key = mark, At = now });
        db.Outbox.Add(new() { Id = store.Ids.Next(), Kind = "unknown", Body = "{}", At = now, NextAt = now.AddYears(10) });
    }

    private static GrantRow Grant(TestStore store, string secret, DateTimeOffset until, DateTimeOffset? revoked) => new()
    {
        Id = store.Ids.Next(),
        SecretHash = secret,
        Kind = GrantKind.ResidentSignIn,
        Subject = 1,
        Role = Role.Resident,
        CreatedAt = store.Clock.GetUtcNow(),
        ExpiresAt = until,
        RevokedAt = revoked,
    };
}
