using Doorstep.App.Pricing;
using Doorstep.App.Store.Rows;
using Doorstep.App.Tests.People;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Tests.Pricing;

public sealed class WalletUseTests
{
    private static CancellationToken Ct => PeopleCity.Ct;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_same_payment_reported_many_times_fills_the_wallet_once(Engine engine)
    {
        await using var city = await PeopleCity.Open(engine);
        var wang = (await city.SignIn()).Actor;
        var top = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => city.Get<TopUpWallet>().Run(wang, new(wang.Resident!.Value, new(3_000), "demonstration", "k1"), Ct)));
        Assert.All(top, t => Assert.Equal(3_000, t.Value.Wallet!.Balance.Fen));
        Assert.Equal(2, await city.Store.Read(db => db.Ledger.CountAsync()));
    }

    [Fact]
    public async Task A_cashier_fills_any_wallet_but_learns_nothing_of_it_and_gives_back_only_what_his_desk_took()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var xu = (await city.SignInStaff("xu", Role.ProviderFinance, PeopleCity.West)).Actor;
        var wang = (await city.SignIn()).Actor;
        var whose = wang.Resident!.Value;
        var filled = await city.Get<TopUpWallet>().Run(hu, new(whose, new(3_000), "cash-desk", "receipt 1"), Ct);
        Assert.Null(filled.Value.Wallet);
        Assert.Equal("wallet.source", (await city.Get<TopUpWallet>().Run(wang, new(whose, new(3_000), "cash-desk", "self"), Ct)).Refusal?.Code);

        var refund = city.Get<RefundWallet>();
        Assert.Equal("wallet.refund-at-desk", (await refund.Run(wang, new(whose, new(1_000), "a"), Ct)).Refusal?.Code);
        Assert.Equal("wallet.refund-at-desk", (await refund.Run(xu, new(whose, new(1_000), "b"), Ct)).Refusal?.Code);
        Assert.Equal("wallet.no-source", (await refund.Run(hu, new(whose, new(3_001), "c"), Ct)).Refusal?.Code);
        Assert.Equal("wallet.amount", (await refund.Run(hu, new(whose, new(0), "c"), Ct)).Refusal?.Code);
        Assert.True((await refund.Run(hu, new(whose, new(1_000), "d"), Ct)).Granted);
        Assert.True((await refund.Run(hu, new(whose, new(1_000), "d"), Ct)).Granted);
        Assert.Equal(2_000, (await city.Get<ReadWallet>().Run(wang, new(whose), Ct)).Value.Balance.Fen);
        await city.Performed();
        Assert.NotNull((await city.Store.Read(db => db.Refunds.SingleAsync())).DoneAt);
        Assert.Equal(0, (await city.Store.Read(db => db.Ledger.ToListAsync())).Sum(l => l.Amount.Fen));
    }

    [Fact]
    public async Task A_used_key_never_gives_a_receipt_for_another_payment()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var wang = (await city.SignIn()).Actor.Resident!.Value;
        var li = (await city.SignIn("13800000002")).Actor.Resident!.Value;
        var top = city.Get<TopUpWallet>();
        Assert.True((await top.Run(hu, new(wang, new(5_000), "cash-desk", "1"), Ct)).Granted);
        Assert.True((await top.Run(hu, new(wang, new(5_000), "cash-desk", "1"), Ct)).Granted);
        Assert.Equal("wallet.key-taken", (await top.Run(hu, new(wang, new(9_000), "cash-desk", "1"), Ct)).Refusal?.Code);
        Assert.Equal("wallet.key-taken", (await top.Run(hu, new(li, new(5_000), "cash-desk", "1"), Ct)).Refusal?.Code);

        var refund = city.Get<RefundWallet>();
        Assert.True((await refund.Run(hu, new(wang, new(1_000), "back"), Ct)).Granted);
        Assert.Equal("wallet.key-taken", (await refund.Run(hu, new(wang, new(2_000), "back"), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Held_money_is_not_given_back()
    {
        await using var city = await PeopleCity.Open();
        var wang = (await city.SignIn()).Actor;
        var whose = wang.Resident!.Value;
        await city.Get<TopUpWallet>().Run(wang, new(whose, new(3_000), "demonstration", "1"), Ct);
        await city.Store.Writes.Write((rows, ct) => WalletBook.Hold(rows, whose, new(2_500), new(100), new(1), Now(city), ct), Ct);
        Assert.Equal("wallet.short", (await city.Get<RefundWallet>().Run(wang, new(whose, new(501), "a"), Ct)).Refusal?.Code);
        Assert.True((await city.Get<RefundWallet>().Run(wang, new(whose, new(500), "a"), Ct)).Granted);
    }

    [Fact]
    public async Task A_provider_takes_part_of_its_own_bill_back_with_a_reason_and_never_more_than_the_bill()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var xu = (await city.SignInStaff("xu", organisation: PeopleCity.West)).Actor;
        var wang = (await city.SignIn()).Actor;
        await Billed(city, wang.Resident!.Value, 1, 800, 450);
        var refund = city.Get<RefundBill>();
        Assert.Equal("bill.unknown", (await refund.Run(xu, new(new(1), new(0), new(100), "kind", "r"), Ct)).Refusal?.Code);
        Assert.Equal("bill.reason", (await refund.Run(hu, new(new(1), new(0), new(100), " ", "r"), Ct)).Refusal?.Code);
        Assert.Equal(new RefundBill.Left(new(800), new(350)), (await refund.Run(hu, new(new(1), new(0), new(100), "pile was slow", "r"), Ct)).Value);
        Assert.Equal(new RefundBill.Left(new(800), new(350)), (await refund.Run(hu, new(new(1), new(0), new(100), "pile was slow", "r"), Ct)).Value);
        var racing = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => refund.Run(hu, new(new(1), new(0), new(300), "again", $"r{n}"), Ct)));
        Assert.Single(racing, r => r.Granted);
        Assert.All(racing.Where(r => !r.Granted), r => Assert.Equal("bill.refund-too-much", r.Refusal?.Code));
        // What he owed is settled by it.
        Assert.Equal(850, (await city.Get<ReadWallet>().Run(wang, new(wang.Resident!.Value), Ct)).Value.Debt.Fen);
    }

    [Fact]
    public async Task The_settlement_of_a_provider_adds_up_by_local_day_and_month()
    {
        await using var city = await PeopleCity.Open();
        var hu = (await city.SignInStaff()).Actor;
        var wang = (await city.SignIn()).Actor;
        city.Store.Clock.SetUtcNow(new(2026, 7, 31, 15, 59, 0, TimeSpan.Zero));
        await Billed(city, wang.Resident!.Value, 1, 800, 450);
        city.Store.Clock.SetUtcNow(new(2026, 7, 31, 16, 1, 0, TimeSpan.Zero));
        await Billed(city, wang.Resident!.Value, 2, 100, 50);
        await city.Get<RefundBill>().Run(hu, new(new(1), new(10), new(5), "kind", "r"), Ct);
        var days = (await city.Get<ReadSettlement>().Run(hu, new(PeopleCity.East, new(2026, 7, 1), new(2026, 8, 31)), Ct)).Value;
        Assert.Equal(
            [new(new(2026, 7, 31), 1, new(10_000), new(800), new(450), new(0), new(1_250)), new(new(2026, 8, 1), 1, new(10_000), new(100), new(50), new(15), new(135))],
            days);
        var months = (await city.Get<ReadSettlement>().Run(hu, new(PeopleCity.East, new(2026, 7, 1), new(2026, 8, 31), ByMonth: true), Ct)).Value;
        Assert.Equal([new DateOnly(2026, 7, 1), new DateOnly(2026, 8, 1)], months.Select(m => m.Period));
        Assert.Equal(6, (await city.Get<ReadLedger>().Run(hu, new(Provider: PeopleCity.East), Ct)).Value.Count);
        Assert.Equal("ledger.account", (await city.Get<ReadLedger>().Run(hu, new(Provider: PeopleCity.East, Account: "wallet:1"), Ct)).Refusal?.Code);
    }

    private static async Task Billed(PeopleCity city, ResidentId who, long session, long electricity, long service)
    {
        await PrivacyTests.Charged(city, who, PeopleCity.East, session);
        await city.Store.Writes.Write(
            async (rows, ct) =>
            {
                await rows.Insert(
                    new BillRow
                    {
                        Session = new(session),
                        At = Now(city),
                        Energy = new(10_000),
                        Electricity = new(electricity),
                        Service = new(service),
                        Total = new(electricity + service),
                        Market = new(electricity + service),
                        Lines = "[]",
                    },
                    ct);
                await WalletBook.Settle(rows, who, new(session), new Charge(new(electricity), new(service)), PeopleCity.East, city.Store.Ids, Now(city), ct);
            },
            Ct);
    }

    private static DateTimeOffset Now(PeopleCity city) => city.Store.Clock.GetUtcNow();
}
