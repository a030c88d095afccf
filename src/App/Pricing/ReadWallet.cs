using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>A wallet as its owner sees it.</summary>
public sealed record WalletLine(ResidentId Resident, Money Balance, Money Held, Money Free, Money Debt)
{
    internal static WalletLine Of(WalletRow row) => new(row.Resident, row.Balance, row.Held, row.Balance - row.Held, row.Debt);
}

/// <summary>What came of a payment or refund; the wallet only for those who may read it, which a cashier may not.</summary>
public sealed record WalletReceipt(ResidentId Resident, Money Amount, WalletLine? Wallet)
{
    internal static WalletReceipt For(Actor who, WalletRow row, Money amount) =>
        new(row.Resident, amount, Permissions.Refuses(who, Act.ReadWallet, Thing.Of(row.Resident)) is null ? WalletLine.Of(row) : null);
}

/// <summary>A resident's wallet; another's reading is in the audit log. Refuses `resident.unknown`.</summary>
public sealed class ReadWallet(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    public sealed record Request(ResidentId Resident);

    public async Task<Decision<WalletLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadWallet, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Residents.AnyAsync(r => r.Id == request.Resident, ct))
        {
            return new Refusal("resident.unknown");
        }

        if (who.Resident != request.Resident)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, who, "wallet.read", $"wallet:{request.Resident}");
                    return Task.CompletedTask;
                },
                ct);
        }

        return WalletLine.Of(await db.Wallets.AsNoTracking().SingleOrDefaultAsync(w => w.Resident == request.Resident, ct) ?? new() { Resident = request.Resident });
    }
}
