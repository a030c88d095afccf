using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>
/// The provider takes part of a bill back into the payer's wallet, with a reason. The bill itself stays as it was.
/// Refuses `bill.unknown`, `bill.reason`, `bill.refund-too-much` (electricity, service), `wallet.key`.
/// </summary>
public sealed class RefundBill(GroupCommit writes, WalletPosting posting)
{
    private const string Kind = "bill-refund";

    /// <param name="Electricity">Of the bill's electricity.</param>
    /// <param name="Service">Of the bill's service fee.</param>
    /// <param name="Key">The asker's own key, 1 to 64 characters; the same again is the same refund.</param>
    public sealed record Request(SessionId Session, Money Electricity, Money Service, string Reason, string Key);

    /// <summary>What is left of the bill after it.</summary>
    public sealed record Left(Money Electricity, Money Service);

    public async Task<Decision<Left>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500)
        {
            return new Refusal("bill.reason");
        }

        return request.Key is { Length: > 0 and <= 64 }
            ? await writes.Run((db, token) => Refund(db, who, request, token), ct)
            : new Refusal("wallet.key");
    }

    private async Task<Decision<Left>> Refund(DoorstepDb db, Actor who, Request request, CancellationToken ct)
    {
        var session = await db.Sessions.FindAsync([request.Session], ct);
        if (session is null || Permissions.Refuses(who, Act.RefundBill, Thing.Of(session.Provider)) is not null)
        {
            return who.Role == Role.Public ? new Refusal("people.sign-in-needed") : new Refusal("bill.unknown");
        }

        var bill = await db.Bills.FindAsync([request.Session], ct);
        var paid = await db.WalletHolds.FindAsync([request.Session], ct) is { Settled: true };
        if (bill is null || !paid || session.Resident is not { } payer || await db.Residents.FindAsync([payer], ct) is not { DeletedAt: null })
        {
            return new Refusal("bill.unknown");
        }

        var stored = await db.Ledger.Where(l => l.Session == request.Session && l.Kind == Kind).ToListAsync(ct);
        var back = stored.Concat(db.Ledger.Local.Where(l => l.Session == request.Session && l.Kind == Kind)).DistinctBy(l => l.Id).ToList();
        Money Back(string account) => new(-back.Where(l => l.Account == account).Sum(l => l.Amount.Fen));
        var left = new Charge(
            bill.Electricity - Back(WalletAccount.Electricity(session.Provider)), bill.Service - Back(WalletAccount.Service(session.Provider)));
        var key = $"{Kind}:{request.Session}:{request.Key}";
        if (back.Exists(l => l.Key == key))
        {
            return new Left(left.Electricity, left.Service);
        }

        var row = await WalletBook.Row(db, payer, ct);
        var change = WalletRules.TakeBack(WalletBook.Wallet(row), new(request.Electricity, request.Service), left, session.Provider);
        if (!change.Granted)
        {
            return change.Refusal;
        }

        posting.Apply(db, row, change.Value, new(Kind, key, request.Session));
        posting.Stamp.Note(
            db, who, "bill.refund", $"session:{request.Session}", null, new { Electricity = request.Electricity.Fen, Service = request.Service.Fen, request.Reason });
        return new Left(left.Electricity - request.Electricity, left.Service - request.Service);
    }
}
