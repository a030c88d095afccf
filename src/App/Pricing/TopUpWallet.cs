using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>
/// Puts money into a wallet; debt is paid from it first. The same key again is the same payment and changes nothing.
/// Refuses `wallet.source`, `wallet.key`, `wallet.key-taken` (the key paid another wallet or another amount before), `wallet.amount` (least, most), `wallet.full` (most), `resident.unknown`.
/// </summary>
public sealed class TopUpWallet(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, WalletPosting posting, IEnumerable<IPaymentSource> sources, WalletSettings settings)
{
    /// <param name="Source">`cash-desk`, `demonstration`.</param>
    /// <param name="Key">The asker's own key, 1 to 64 characters.</param>
    public sealed record Request(ResidentId Resident, Money Amount, string Source, string Key);

    public async Task<Decision<WalletReceipt>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.TopUpWallet, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        if (request.Key is not { Length: > 0 and <= 64 })
        {
            return new Refusal("wallet.key");
        }

        if (sources.FirstOrDefault(s => s.Name == request.Source) is not { } via)
        {
            return new Refusal("wallet.source");
        }

        var source = via.For(who);
        if (!source.Granted)
        {
            return source.Refusal;
        }

        var (earlier, refusal) = await Look(who, request, source.Value, ct);
        if (earlier is not null || refusal is not null)
        {
            return earlier is not null ? earlier : refusal!;
        }

        var taken = await via.Take(new(source.Value, request.Key, request.Resident, request.Amount), ct);
        // From here on the money is ours: it is booked even if another payment has filled the wallet meanwhile.
        return taken.Granted
            ? await writes.Run((db, token) => Book(db, who, request, source.Value, taken.Value, token), CancellationToken.None)
            : taken.Refusal;
    }

    private async Task<(WalletReceipt? Earlier, Refusal? Refusal)> Look(Actor who, Request request, string source, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Residents.AnyAsync(r => r.Id == request.Resident && r.DeletedAt == null, ct))
        {
            return (null, new("resident.unknown"));
        }

        // First whether it was paid, then the wallet: the other way round a payment booked in between would be missing from its own receipt.
        var paid = await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.Source == source && p.Key == request.Key, ct);
        var row = await db.Wallets.AsNoTracking().SingleOrDefaultAsync(w => w.Resident == request.Resident, ct) ?? new() { Resident = request.Resident };
        if (paid is not null)
        {
            var repeat = Repeat(who, request, paid, row);
            return (repeat.Granted ? repeat.Value : null, repeat.Refusal);
        }

        return (null, WalletRules.TopUp(WalletBook.Wallet(row), request.Amount, source, settings.Limits).Refusal);
    }

    private async Task<Decision<WalletReceipt>> Book(DoorstepDb db, Actor who, Request request, string source, string reference, CancellationToken ct)
    {
        var row = await WalletBook.Row(db, request.Resident, ct);
        if ((db.Payments.Local.FirstOrDefault(p => p.Source == source && p.Key == request.Key) ?? await db.Payments.SingleOrDefaultAsync(p => p.Source == source && p.Key == request.Key, ct)) is { } paid)
        {
            return Repeat(who, request, paid, row);
        }

        var change = WalletRules.TopUp(WalletBook.Wallet(row), request.Amount, source, settings.Limits with { LargestBalance = new(long.MaxValue) });
        db.Payments.Add(new()
        {
            Id = posting.Stamp.Ids.Next(),
            Resident = request.Resident,
            Source = source,
            Key = request.Key,
            Reference = reference,
            Amount = request.Amount,
            At = posting.Clock.GetUtcNow(),
        });
        posting.Apply(db, row, change.Value, new("top-up", $"top-up:{source}:{request.Key}"));
        posting.Stamp.Note(db, who, "wallet.top-up", $"wallet:{request.Resident}", null, new { request.Amount.Fen, Source = source });
        return WalletReceipt.For(who, row, request.Amount);
    }

    // A receipt for money that was never booked would be worse than a no.
    private static Decision<WalletReceipt> Repeat(Actor who, Request request, PaymentRow paid, WalletRow row) =>
        paid.Resident == request.Resident && paid.Amount == request.Amount ? WalletReceipt.For(who, row, request.Amount) : new Refusal("wallet.key-taken");
}
