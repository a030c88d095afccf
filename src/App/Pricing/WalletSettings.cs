using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>How much money a wallet takes, and whether play money is allowed.</summary>
public sealed record WalletSettings
{
    /// <summary>In fen.</summary>
    public long SmallestTopUp { get; init; } = 100;

    /// <summary>In fen.</summary>
    public long LargestTopUp { get; init; } = 100_000;

    /// <summary>In fen.</summary>
    public long LargestBalance { get; init; } = 500_000;

    /// <summary>Lets residents top up with play money; only for the demonstration city.</summary>
    public bool Demonstration { get; init; }

    internal WalletLimits Limits => new(new(SmallestTopUp), new(LargestTopUp), new(LargestBalance));

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
        SmallestTopUp is < 1 || LargestTopUp < SmallestTopUp || LargestBalance < LargestTopUp
            ? ["Wallet:SmallestTopUp ≤ Wallet:LargestTopUp ≤ Wallet:LargestBalance must hold, in fen and at least 1: write for example 100, 100000 and 500000."]
            : [];
}
