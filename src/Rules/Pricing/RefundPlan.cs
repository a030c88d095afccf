namespace Doorstep.Rules.Pricing;

/// <summary>A payment that once filled a wallet and what of it has not gone back yet, in fen.</summary>
public sealed record OpenPayment(long Id, string Source, Money Left, DateTimeOffset At);

/// <summary>A part of a refund that goes back to one payment.</summary>
public sealed record PaymentPart(long Payment, string Source, Money Amount);

/// <summary>Which payments a refund goes back to: the newest first, none beyond what it brought.</summary>
public static class RefundPlan
{
    /// <summary>Refuses `wallet.no-source` (left) when the payments together brought less than asked.</summary>
    public static Decision<IReadOnlyList<PaymentPart>> For(Money amount, IEnumerable<OpenPayment> payments)
    {
        var missing = amount;
        var parts = new List<PaymentPart>();
        foreach (var payment in payments.OrderByDescending(p => p.At).ThenByDescending(p => p.Id))
        {
            var part = payment.Left < missing ? payment.Left : missing;
            if (part > Money.Zero)
            {
                parts.Add(new(payment.Id, payment.Source, part));
                missing -= part;
            }
        }

        return missing > Money.Zero
            ? new Refusal("wallet.no-source", ("left", (amount - missing).YuanText))
            : parts;
    }
}
