using Doorstep.App.Pricing;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Pricing;

public sealed class WalletBookTests
{
    private static readonly ResidentId Wang = new(7);

    private static readonly OrganisationId Provider = new("EZCD");

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Racing_starts_hold_no_more_than_there_is(Engine engine)
    {
        await using var store = await TestStore.Open(engine);
        await Fill(store, Wang, 10_000);
        var starts = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Hold(store, n, 3_000, 1_000)));
        Assert.Equal(10_000, starts.Where(s => s.Granted).Sum(s => s.Value.Fen));
        Assert.All(starts.Where(s => !s.Granted), s => Assert.Equal("wallet.short", s.Refusal?.Code));
        var wallet = await store.Read(db => db.Wallets.SingleAsync());
        Assert.Equal((10_000, 10_000), (wallet.Balance.Fen, wallet.Held.Fen));
    }

    [Fact]
    public async Task Racing_starts_on_two_nodes_hold_no_more_than_there_is()
    {
        await using var one = await TestStore.Open(Engine.Postgres);
        await using var two = await TestStore.Over(one.Settings with { Node = 1, DataFolder = Path.Combine(one.Settings.DataFolder, "two") });
        await Fill(one, Wang, 10_000);
        var starts = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Hold(n % 2 == 0 ? one : two, n, 3_000, 1_000)));
        Assert.Equal(10_000, starts.Where(s => s.Granted).Sum(s => s.Value.Fen));
    }

    [Fact]
    public async Task The_database_itself_refuses_an_overdrawn_wallet()
    {
        await using var store = await TestStore.Open();
        await Assert.ThrowsAsync<DbUpdateException>(() => store.Write(db => db.Wallets.Add(new() { Resident = Wang, Balance = new(5), Held = new(6) })));
    }

    [Fact]
    public async Task A_repeated_hold_answers_the_same_and_holds_once()
    {
        await using var store = await TestStore.Open();
        await Fill(store, Wang, 10_000);
        Assert.Equal(new Money(3_000), (await Hold(store, 1, 3_000, 1_000)).Value);
        Assert.Equal(new Money(3_000), (await Hold(store, 1, 9_000, 1_000)).Value);
        Assert.Equal(3_000, (await store.Read(db => db.Wallets.SingleAsync())).Held.Fen);
    }

    [Fact]
    public async Task A_repeated_bill_is_paid_once_and_the_ledger_sums_to_zero()
    {
        await using var store = await TestStore.Open();
        await Fill(store, Wang, 10_000);
        await Hold(store, 1, 3_000, 1_000);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Settle(store, 1, new(new(800), new(450)))));
        var wallet = await store.Read(db => db.Wallets.SingleAsync());
        Assert.Equal((8_750, 0, 0), (wallet.Balance.Fen, wallet.Held.Fen, wallet.Debt.Fen));
        var ledger = await store.Read(db => db.Ledger.Where(l => l.Kind == "settle").ToListAsync());
        Assert.Equal(0, ledger.Sum(l => l.Amount.Fen));
        Assert.Equal(
            [("provider:EZCD:electricity", 800), ("provider:EZCD:service", 450), ("wallet:7", -1_250)],
            ledger.OrderBy(l => l.Account, StringComparer.Ordinal).Select(l => (l.Account, l.Amount.Fen)));
    }

    [Fact]
    public async Task A_session_that_held_nothing_is_billed_into_debt_and_a_released_one_is_billed_late()
    {
        await using var store = await TestStore.Open();
        await Settle(store, 1, new(new(800), new(450)));
        Assert.Equal(1_250, (await store.Read(db => db.Wallets.SingleAsync())).Debt.Fen);
        Assert.Equal("wallet.debt", (await Hold(store, 2, 100, 100)).Refusal?.Code);

        await Fill(store, Wang, 5_000);
        await Hold(store, 3, 1_000, 1_000);
        await store.Writes.Write((rows, ct) => WalletBook.Release(rows, Wang, new(3), store.Ids, Now(store), ct), CancellationToken.None);
        await store.Writes.Write((rows, ct) => WalletBook.Release(rows, Wang, new(3), store.Ids, Now(store), ct), CancellationToken.None);
        await Settle(store, 3, new(new(50), new(50)));
        var wallet = await store.Read(db => db.Wallets.SingleAsync());
        Assert.Equal((3_650, 0, 0), (wallet.Balance.Fen, wallet.Held.Fen, wallet.Debt.Fen));
    }

    private static Task Fill(TestStore store, ResidentId who, long fen) => store.Writes.Run(
        async (db, ct) =>
        {
            var row = await WalletBook.Row(db, who, ct);
            var change = WalletRules.TopUp(WalletBook.Wallet(row), new(fen), "cash-desk:EZ", new(new(1), new(fen), new(fen)));
            WalletBook.Apply(db, row, change.Value, new("top-up", $"fill:{fen}"), store.Ids, Now(store));
        },
        CancellationToken.None);

    private static Task<Decision<Money>> Hold(TestStore store, long session, long wanted, long atLeast) => store.Writes.Write(
        (rows, ct) => WalletBook.Hold(rows, Wang, new(wanted), new(atLeast), new(session), Now(store), ct), CancellationToken.None);

    private static Task Settle(TestStore store, long session, Charge charge) => store.Writes.Write(
        (rows, ct) => WalletBook.Settle(rows, Wang, new(session), charge, Provider, store.Ids, Now(store), ct), CancellationToken.None);

    private static DateTimeOffset Now(TestStore store) => store.Clock.GetUtcNow();
}
