using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>
/// The wallets and their double-entry ledger. Every function is called inside a group commit's work and may be run again:
/// a repeat for the same session or key changes nothing.
/// </summary>
public static class WalletBook
{
    /// <summary>Sets money aside for a session; a repeat answers the same hold. Refuses `wallet.short` and `wallet.debt`.</summary>
    public static async Task<Decision<Money>> Hold(
        DoorstepDb db, ResidentId who, Money wanted, Money atLeast, SessionId session, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.WalletHolds.FindAsync([session], ct) is { } earlier)
        {
            return earlier.Amount;
        }

        var row = await Row(db, who, ct);
        var decision = WalletRules.Hold(Wallet(row), wanted, atLeast);
        if (!decision.Granted)
        {
            return decision.Refusal;
        }

        Write(row, decision.Value.After);
        db.WalletHolds.Add(new() { Session = session, Resident = who, Amount = decision.Value.Held, At = now });
        return decision.Value.Held;
    }

    /// <summary>Ends the session's hold with its bill; a session that held nothing is settled all the same, once.</summary>
    public static async Task Settle(
        DoorstepDb db, ResidentId who, SessionId session, Charge charge, OrganisationId provider, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        var hold = await db.WalletHolds.FindAsync([session], ct);
        if (hold?.EndedAt is not null && hold.Settled)
        {
            return;
        }

        if (hold is null)
        {
            hold = new() { Session = session, Resident = who, Amount = Money.Zero, At = now };
            db.WalletHolds.Add(hold);
        }

        // A hold that was released and is billed after all (the pile's bill came late) holds nothing any more.
        var held = hold.EndedAt is null ? hold.Amount : Money.Zero;
        hold.EndedAt = now;
        hold.Settled = true;
        var row = await Row(db, who, ct);
        Apply(db, row, WalletRules.Settle(Wallet(row), held, charge, provider), new("settle", $"session:{session}", session), ids, now);
    }

    /// <summary>Gives the session's hold back; nothing when it has ended or never was.</summary>
    public static async Task Release(DoorstepDb db, ResidentId who, SessionId session, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.WalletHolds.FindAsync([session], ct) is not { EndedAt: null } hold)
        {
            return;
        }

        hold.EndedAt = now;
        var row = await Row(db, who, ct);
        Apply(db, row, WalletRules.Release(Wallet(row), hold.Amount), new("release", $"release:{session}", session), ids, now);
    }

    internal static async Task<WalletRow> Row(DoorstepDb db, ResidentId who, CancellationToken ct)
    {
        if (await db.Wallets.FindAsync([who], ct) is { } row)
        {
            return row;
        }

        row = new() { Resident = who };
        db.Wallets.Add(row);
        return row;
    }

    internal static Wallet Wallet(WalletRow row) => new(row.Resident, row.Balance, row.Held, row.Debt);

    internal static void Apply(DoorstepDb db, WalletRow row, WalletChange change, Posting posting, IdSource ids, DateTimeOffset now)
    {
        Write(row, change.After);
        if (change.Legs.Count == 0)
        {
            return;
        }

        var transaction = ids.Next();
        foreach (var leg in change.Legs)
        {
            db.Ledger.Add(new()
            {
                Id = ids.Next(),
                Transaction = transaction,
                Account = leg.Account,
                Amount = leg.Amount,
                Kind = posting.Kind,
                Key = posting.Key,
                Session = posting.Session,
                At = now,
            });
        }
    }

    private static void Write(WalletRow row, Wallet wallet)
    {
        row.Balance = wallet.Balance;
        row.Held = wallet.Held;
        row.Debt = wallet.Debt;
        row.Version++;
    }
}

/// <summary>What a posting is for, and the key by which a repeat is known.</summary>
internal sealed record Posting(string Kind, string Key, SessionId? Session = null);
