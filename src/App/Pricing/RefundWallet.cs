using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>
/// Gives free money back to where it came from, the newest payment first. It leaves the wallet at once and reaches the payer by the outbox.
/// Refuses `wallet.empty`, `wallet.short` (free, needed), `wallet.no-source` (left), `wallet.refund-at-desk`, `wallet.key`, `resident.unknown`.
/// </summary>
public sealed class RefundWallet(GroupCommit writes, WalletPosting posting, IEnumerable<IPaymentSource> sources)
{
    /// <param name="Key">The asker's own key, 1 to 64 characters; the same again is the same refund.</param>
    public sealed record Request(ResidentId Resident, Money Amount, string Key);

    public async Task<Decision<WalletReceipt>> Run(Actor who, Request request, CancellationToken ct)
    {
        // A desk gives back what it took: whose desk it was is decided payment by payment.
        if (Permissions.Refuses(who, Act.RefundWallet, new(who.Organisation, request.Resident)) is { } no)
        {
            return no;
        }

        return request.Key is { Length: > 0 and <= 64 }
            ? await writes.Run((db, token) => Refund(db, who, request, token), ct)
            : new Refusal("wallet.key");
    }

    private async Task<Decision<WalletReceipt>> Refund(DoorstepDb db, Actor who, Request request, CancellationToken ct)
    {
        var row = await WalletBook.Row(db, request.Resident, ct);
        // The query brings what is stored beside what this commit has added already.
        await db.Refunds.Where(r => r.Resident == request.Resident && r.Key == request.Key).LoadAsync(ct);
        var earlier = db.Refunds.Local.Where(r => r.Resident == request.Resident && r.Key == request.Key).ToList();
        if (earlier.Count > 0)
        {
            return earlier.Sum(r => r.Amount.Fen) == request.Amount.Fen ? WalletReceipt.For(who, row, request.Amount) : new Refusal("wallet.key-taken");
        }

        // Before it is asked where the money came from: without any the sources do not matter.
        if (WalletBook.Wallet(row).Free <= Money.Zero)
        {
            return new Refusal("wallet.empty");
        }

        var payments = await db.Payments.Where(p => p.Resident == request.Resident).ToListAsync(ct);
        var open = payments.Where(p => sources.Any(s => p.Source.Split(':')[0] == s.Name && s.RefusesBack(who, p.Source) is null)).ToList();
        if (open.Count == 0 && payments.Exists(p => p.Amount > p.GivenBack))
        {
            return new Refusal("wallet.refund-at-desk");
        }

        var plan = RefundPlan.For(request.Amount, open.Select(p => new OpenPayment(p.Id, p.Source, p.Amount - p.GivenBack, p.At)));
        if (!plan.Granted)
        {
            return plan.Refusal;
        }

        var parts = plan.Value.GroupBy(p => p.Source).Select(g => new SourcePart(g.Key, new(g.Sum(p => p.Amount.Fen)))).ToList();
        var change = WalletRules.GiveBack(WalletBook.Wallet(row), parts);
        if (!change.Granted)
        {
            return change.Refusal;
        }

        posting.Apply(db, row, change.Value, new("refund", $"refund:{request.Resident}:{request.Key}"));
        foreach (var part in plan.Value)
        {
            open.Single(p => p.Id == part.Payment).GivenBack += part.Amount;
            var refund = new RefundRow
            {
                Id = posting.Stamp.Ids.Next(),
                Payment = part.Payment,
                Resident = request.Resident,
                Key = request.Key,
                Amount = part.Amount,
                AskedAt = posting.Clock.GetUtcNow(),
            };
            db.Refunds.Add(refund);
            posting.Outbox.Put(db, new GiveMoneyBack(refund.Id));
        }

        posting.Stamp.Note(db, who, "wallet.refund", $"wallet:{request.Resident}", null, new { request.Amount.Fen, Parts = parts });
        return WalletReceipt.For(who, row, request.Amount);
    }
}
