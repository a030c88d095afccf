using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Pricing;

/// <summary>Where money comes from outside and goes back to: a desk, a payment service.</summary>
public interface IPaymentSource
{
    /// <summary>The first word of the source's ledger name: `cash-desk`.</summary>
    string Name { get; }

    /// <summary>The source's full name for this payer or cashier (`cash-desk:EAST`); refuses `wallet.source`.</summary>
    Decision<string> For(Actor who);

    /// <summary>Null when <paramref name="who"/> may get money back from <paramref name="source"/>; else `wallet.refund-at-desk`.</summary>
    Refusal? RefusesBack(Actor who, string source);

    /// <summary>Takes the money; answers what the source calls the payment. The same key is the same payment.</summary>
    Task<Decision<string>> Take(PaymentOrder order, CancellationToken ct);

    /// <summary>Gives money back; answers what the source calls it. The same id is the same refund. Throws when it must be tried again.</summary>
    Task<string> GiveBack(GiveBackOrder order, CancellationToken ct);
}

public sealed record PaymentOrder(string Source, string Key, ResidentId Resident, Money Amount);

/// <param name="Payment">What the source called the payment.</param>
public sealed record GiveBackOrder(long Id, string Source, string Payment, Money Amount);

/// <summary>Cash over the counter of a provider or the city; whoever takes it owes it to the city's deposit.</summary>
public sealed class CashDesk : IPaymentSource
{
    public string Name => "cash-desk";

    public Decision<string> For(Actor who) =>
        who.Role.IsStaff() ? $"{Name}:{who.Organisation?.Value ?? "city"}" : new Refusal("wallet.source");

    public Refusal? RefusesBack(Actor who, string source) =>
        who.Role == Role.City || (For(who) is { Granted: true } own && own.Value == source) ? null : new("wallet.refund-at-desk");

    public Task<Decision<string>> Take(PaymentOrder order, CancellationToken ct) => Task.FromResult<Decision<string>>(order.Key);

    public Task<string> GiveBack(GiveBackOrder order, CancellationToken ct) => Task.FromResult($"cash-{order.Id}");
}

/// <summary>Play money for the demonstration city.</summary>
public sealed class DemonstrationMoney(WalletSettings settings) : IPaymentSource
{
    public string Name => "demonstration";

    public Decision<string> For(Actor who) => settings.Demonstration ? Name : new Refusal("wallet.source");

    public Refusal? RefusesBack(Actor who, string source) => null;

    public Task<Decision<string>> Take(PaymentOrder order, CancellationToken ct) => Task.FromResult<Decision<string>>(order.Key);

    public Task<string> GiveBack(GiveBackOrder order, CancellationToken ct) => Task.FromResult($"demonstration-{order.Id}");
}
