namespace Doorstep.Rules.Pricing;

/// <summary>
/// A resident's prepaid money. <see cref="Balance"/> includes <see cref="Held"/>; neither what is free nor what is held is ever negative.
/// <see cref="Debt"/> is what a bill took beyond the balance; while there is debt there is no free money.
/// </summary>
public sealed record Wallet(ResidentId Owner, Money Balance, Money Held, Money Debt)
{
    /// <summary>What may be spent or given back now.</summary>
    public Money Free => Balance - Held;

    public static Wallet Empty(ResidentId owner) => new(owner, Money.Zero, Money.Zero, Money.Zero);
}

/// <summary>One leg of a posting: positive into the account, negative out of it.</summary>
public readonly record struct Leg(string Account, Money Amount);

/// <summary>What a rule made of a wallet: how it is afterwards, and the legs to post, which sum to zero (none when nothing moved).</summary>
public sealed record WalletChange(Wallet After, IReadOnlyList<Leg> Legs);

/// <summary>What a bill takes, by the accounts it goes to; both parts in fen, neither negative.</summary>
public readonly record struct Charge(Money Electricity, Money Service)
{
    public Money Total => Electricity + Service;
}
