using CsCheck;
using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Tests.Pricing;

public sealed class WalletTests
{
    private static readonly ResidentId Wang = new(7);

    private static readonly OrganisationId Provider = new("EZCD");

    private static readonly WalletLimits Limits = new(new(100), new(500_000), new(1_000_000));

    [Fact]
    public void A_hold_takes_what_is_wanted_or_what_is_free_but_never_less_than_the_least()
    {
        var wallet = Wallet.Empty(Wang) with { Balance = new(1000), Held = new(300) };
        Assert.Equal(new Money(500), WalletRules.Hold(wallet, new(500), new(100)).Value.Held);
        Assert.Equal(new Money(700), WalletRules.Hold(wallet, new(5000), new(100)).Value.Held);
        Assert.Equal("wallet.short", WalletRules.Hold(wallet, new(5000), new(701)).Refusal?.Code);
    }

    [Fact]
    public void A_bill_beyond_the_balance_becomes_a_debt_that_blocks_the_next_start_until_topped_up()
    {
        var wallet = Wallet.Empty(Wang) with { Balance = new(1000), Held = new(800) };
        var settled = WalletRules.Settle(wallet, new(800), new(new(900), new(350)), Provider);
        Assert.Equal(new Wallet(Wang, new(0), new(0), new(250)), settled.After);
        Assert.Equal("wallet.debt", WalletRules.Hold(settled.After, new(100), new(0)).Refusal?.Code);

        var toppedUp = WalletRules.TopUp(settled.After, new(1000), "cash-desk:EZ", Limits).Value;
        Assert.Equal(new Wallet(Wang, new(750), new(0), new(0)), toppedUp.After);
        Assert.True(WalletRules.Hold(toppedUp.After, new(100), new(100)).Granted);
    }

    [Fact]
    public void A_bill_never_takes_what_another_session_holds()
    {
        var wallet = Wallet.Empty(Wang) with { Balance = new(1000), Held = new(900) };
        var settled = WalletRules.Settle(wallet, new(300), new(new(1000), new(0)), Provider);
        Assert.Equal(new Wallet(Wang, new(600), new(600), new(600)), settled.After);
    }

    [Fact]
    public void Only_free_money_goes_back()
    {
        var wallet = Wallet.Empty(Wang) with { Balance = new(1000), Held = new(900) };
        Assert.Equal("wallet.short", WalletRules.GiveBack(wallet, [new("cash", new(101))]).Refusal?.Code);
        Assert.Equal("wallet.amount", WalletRules.GiveBack(wallet, [new("cash", new(0))]).Refusal?.Code);
        Assert.Equal(new Money(900), WalletRules.GiveBack(wallet, [new("cash", new(100))]).Value.After.Balance);
        // "From 0.01 to 0.00" is no range.
        Assert.Equal("wallet.empty", WalletRules.GiveBack(wallet with { Held = new(1000) }, []).Refusal?.Code);
    }

    [Fact]
    public void A_refund_goes_back_to_the_newest_payments_first_and_never_beyond_them()
    {
        OpenPayment[] payments = [new(1, "cash", new(500), Day(1)), new(2, "app", new(300), Day(2)), new(3, "app", new(0), Day(3))];
        Assert.Equal([new(2, "app", new(300)), new(1, "cash", new(100))], RefundPlan.For(new(400), payments).Value);
        Assert.Equal("wallet.no-source", RefundPlan.For(new(801), payments).Refusal?.Code);
    }

    [Fact]
    public void A_bill_is_taken_back_at_most_once()
    {
        var wallet = Wallet.Empty(Wang);
        Assert.Equal("bill.refund-too-much", WalletRules.TakeBack(wallet, new(new(11), new(0)), new(new(10), new(50)), Provider).Refusal?.Code);
        Assert.Equal("wallet.amount", WalletRules.TakeBack(wallet, new(new(0), new(0)), new(new(10), new(50)), Provider).Refusal?.Code);
        Assert.Equal("bill.refund-nothing", WalletRules.TakeBack(wallet, new(new(1), new(0)), new(new(0), new(0)), Provider).Refusal?.Code);
        var change = WalletRules.TakeBack(wallet with { Debt = new(20) }, new(new(10), new(50)), new(new(10), new(50)), Provider).Value;
        Assert.Equal(new Wallet(Wang, new(40), new(0), new(0)), change.After);
    }

    [Theory]
    [InlineData(99, "wallet.amount")]
    [InlineData(500_001, "wallet.amount")]
    [InlineData(500_000, "wallet.full")]
    public void A_top_up_outside_the_limits_is_refused(long fen, string code) =>
        Assert.Equal(code, WalletRules.TopUp(Wallet.Empty(Wang) with { Balance = new(900_000) }, new(fen), "cash", Limits).Refusal?.Code);

    /// <summary>Any order of holds, bills, releases, top-ups, refunds: no fen appears or vanishes and nothing is overdrawn.</summary>
    [Fact]
    public void Whatever_happens_in_whatever_order_the_accounts_sum_to_zero_and_no_wallet_is_overdrawn() =>
        Gen.Select(Gen.Int[0, 5], Gen.Long[0, 30_000], Gen.Long[0, 9_000]).Array[0, 60].Sample(steps =>
        {
            var wallet = Wallet.Empty(Wang);
            var holds = new Queue<Money>();
            var billed = new Charge();
            var accounts = new Dictionary<string, long>();
            foreach (var (kind, a, b) in steps)
            {
                var change = Step(wallet, holds, ref billed, kind, new(a), new(b));
                wallet = change.After;
                Assert.Equal(0, change.Legs.Sum(l => l.Amount.Fen));
                foreach (var leg in change.Legs)
                {
                    accounts[leg.Account] = accounts.GetValueOrDefault(leg.Account) + leg.Amount.Fen;
                }

                Assert.True(wallet.Held >= Money.Zero && wallet.Balance >= wallet.Held && wallet.Debt >= Money.Zero);
                Assert.True(wallet.Debt == Money.Zero || wallet.Free == Money.Zero);
                Assert.Equal(wallet.Held.Fen, holds.Sum(h => h.Fen));
                Assert.Equal(wallet.Balance.Fen, accounts.GetValueOrDefault(WalletAccount.Of(Wang)));
                Assert.Equal(-wallet.Debt.Fen, accounts.GetValueOrDefault(WalletAccount.Debt(Wang)));
            }

            Assert.Equal(0, accounts.Values.Sum());
        });

    private static WalletChange Step(Wallet wallet, Queue<Money> holds, ref Charge billed, int kind, Money a, Money b)
    {
        var nothing = new WalletChange(wallet, []);
        switch (kind)
        {
            case 0:
                var hold = WalletRules.Hold(wallet, a, b);
                if (!hold.Granted)
                {
                    return nothing;
                }

                holds.Enqueue(hold.Value.Held);
                return new(hold.Value.After, []);
            case 1:
                billed = new(billed.Electricity + a, billed.Service + b);
                return WalletRules.Settle(wallet, holds.TryDequeue(out var held) ? held : Money.Zero, new(a, b), Provider);
            case 2:
                return WalletRules.Release(wallet, holds.TryDequeue(out var free) ? free : Money.Zero);
            case 3:
                return Or(WalletRules.TopUp(wallet, a, "cash", Limits), nothing);
            case 4:
                return Or(WalletRules.GiveBack(wallet, [new("cash", a), new("app", b)]), nothing);
            default:
                var back = WalletRules.TakeBack(wallet, new(a, b), billed, Provider);
                billed = back.Granted ? new(billed.Electricity - a, billed.Service - b) : billed;
                return Or(back, nothing);
        }
    }

    private static WalletChange Or(Decision<WalletChange> decision, WalletChange otherwise) => decision.Granted ? decision.Value : otherwise;

    private static DateTimeOffset Day(int day) => new(2026, 7, day, 0, 0, 0, TimeSpan.Zero);
}
