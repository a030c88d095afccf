namespace Doorstep.Rules.Pricing;

/// <summary>
/// Every way a wallet may change. Each answers how the wallet is afterwards and which legs to post; the legs sum to zero,
/// the wallet is never overdrawn, and free money pays debt first.
/// </summary>
public static class WalletRules
{
    private static readonly Money Smallest = new(1);

    /// <summary>
    /// Sets money aside for a session: <paramref name="wanted"/> or what is free, whichever is less, but at least <paramref name="atLeast"/>.
    /// Refuses `wallet.debt` (debt) and `wallet.short` (free, needed), in yuan.
    /// </summary>
    public static Decision<(Wallet After, Money Held)> Hold(Wallet wallet, Money wanted, Money atLeast)
    {
        if (wallet.Debt > Money.Zero)
        {
            return new Refusal("wallet.debt", ("debt", wallet.Debt.YuanText));
        }

        var held = Min(Max(wanted, atLeast), wallet.Free);
        if (held < atLeast || held < Money.Zero)
        {
            return new Refusal("wallet.short", ("free", wallet.Free.YuanText), ("needed", atLeast.YuanText));
        }

        return (wallet with { Held = wallet.Held + held }, held);
    }

    /// <summary>Gives a hold back without a bill.</summary>
    public static WalletChange Release(Wallet wallet, Money hold) => PayDebt(wallet with { Held = wallet.Held - hold }, []);

    /// <summary>
    /// Ends a hold with a bill: the total leaves the wallet for the provider. Other sessions' holds are not touched;
    /// what exceeds this hold and the free money becomes debt.
    /// </summary>
    public static WalletChange Settle(Wallet wallet, Money hold, Charge charge, OrganisationId provider)
    {
        var released = wallet with { Held = wallet.Held - hold };
        var paid = Min(charge.Total, released.Free);
        var owed = charge.Total - paid;
        return PayDebt(
            released with { Balance = released.Balance - paid, Debt = released.Debt + owed },
            [
                new(WalletAccount.Of(wallet.Owner), -paid),
                new(WalletAccount.Debt(wallet.Owner), -owed),
                new(WalletAccount.Electricity(provider), charge.Electricity),
                new(WalletAccount.Service(provider), charge.Service),
            ]);
    }

    /// <summary>Puts money in from a payment source. Refuses `wallet.amount` (least, most) outside the limits and `wallet.full` (most) above the largest balance.</summary>
    public static Decision<WalletChange> TopUp(Wallet wallet, Money amount, string source, WalletLimits limits)
    {
        if (amount < limits.SmallestTopUp || amount > limits.LargestTopUp)
        {
            return new Refusal("wallet.amount", ("least", limits.SmallestTopUp.YuanText), ("most", limits.LargestTopUp.YuanText));
        }

        var after = wallet with { Balance = wallet.Balance + amount };
        if (after.Balance - wallet.Debt > limits.LargestBalance)
        {
            return new Refusal("wallet.full", ("most", limits.LargestBalance.YuanText));
        }

        return PayDebt(after, [new(WalletAccount.Payment(source), -amount), new(WalletAccount.Of(wallet.Owner), amount)]);
    }

    /// <summary>Gives free money back to where it came from. Refuses `wallet.empty` without free money, `wallet.short` (free, needed), and `wallet.amount` (least, most) for a part that is not above zero.</summary>
    public static Decision<WalletChange> GiveBack(Wallet wallet, IReadOnlyList<SourcePart> parts)
    {
        var amount = Sum(parts.Select(p => p.Amount));
        if (wallet.Free <= Money.Zero)
        {
            return new Refusal("wallet.empty");
        }

        if (parts.Count == 0 || parts.Any(p => p.Amount <= Money.Zero))
        {
            return new Refusal("wallet.amount", ("least", Smallest.YuanText), ("most", wallet.Free.YuanText));
        }

        if (amount > wallet.Free)
        {
            return new Refusal("wallet.short", ("free", wallet.Free.YuanText), ("needed", amount.YuanText));
        }

        return new WalletChange(
            wallet with { Balance = wallet.Balance - amount },
            Moved([new(WalletAccount.Of(wallet.Owner), -amount), .. parts.Select(p => new Leg(WalletAccount.Payment(p.Source), p.Amount))]));
    }

    /// <summary>Takes part of a paid bill back from the provider. Refuses `bill.refund-nothing` when nothing is left, `wallet.amount` (least, most) for a refund that is not above zero, and `bill.refund-too-much` (left) beyond what is left of the bill in either part.</summary>
    public static Decision<WalletChange> TakeBack(Wallet wallet, Charge refund, Charge left, OrganisationId provider)
    {
        if (left.Total <= Money.Zero)
        {
            return new Refusal("bill.refund-nothing");
        }

        if (refund.Electricity < Money.Zero || refund.Service < Money.Zero || refund.Total <= Money.Zero)
        {
            return new Refusal("wallet.amount", ("least", Smallest.YuanText), ("most", left.Total.YuanText));
        }

        if (refund.Electricity > left.Electricity || refund.Service > left.Service)
        {
            return new Refusal("bill.refund-too-much", ("electricity", left.Electricity.YuanText), ("service", left.Service.YuanText));
        }

        return PayDebt(
            wallet with { Balance = wallet.Balance + refund.Total },
            [
                new(WalletAccount.Electricity(provider), -refund.Electricity),
                new(WalletAccount.Service(provider), -refund.Service),
                new(WalletAccount.Of(wallet.Owner), refund.Total),
            ]);
    }

    private static WalletChange PayDebt(Wallet wallet, IReadOnlyList<Leg> legs)
    {
        var paid = Min(wallet.Debt, wallet.Free);
        return new(
            wallet with { Balance = wallet.Balance - paid, Debt = wallet.Debt - paid },
            Moved([.. legs, new(WalletAccount.Of(wallet.Owner), -paid), new(WalletAccount.Debt(wallet.Owner), paid)]));
    }

    /// <summary>One leg per account, none of them empty.</summary>
    private static IReadOnlyList<Leg> Moved(IReadOnlyList<Leg> legs) =>
        [.. legs.GroupBy(l => l.Account, (account, parts) => new Leg(account, Sum(parts.Select(p => p.Amount)))).Where(l => l.Amount != Money.Zero)];

    private static Money Sum(IEnumerable<Money> parts) => parts.Aggregate(Money.Zero, (a, b) => a + b);

    private static Money Min(Money a, Money b) => a < b ? a : b;

    private static Money Max(Money a, Money b) => a > b ? a : b;

}

/// <summary>How much money one person may put in and keep, in fen.</summary>
public sealed record WalletLimits(Money SmallestTopUp, Money LargestTopUp, Money LargestBalance);

/// <summary>A part of a refund that goes to one payment source.</summary>
public readonly record struct SourcePart(string Source, Money Amount);
