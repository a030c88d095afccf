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
    private static readonly HashSet<string> Balances = [nameof(WalletRow.Balance), nameof(WalletRow.Held), nameof(WalletRow.Debt), nameof(WalletRow.Version)];

    private static readonly HashSet<string> HoldEnd = [nameof(WalletHoldRow.EndedAt), nameof(WalletHoldRow.Settled)];

    /// <summary>Sets money aside for a session; a repeat answers the same hold. Refuses `wallet.short` and `wallet.debt`.</summary>
    public static async Task<Decision<Money>> Hold(
        RowWriter rows, ResidentId who, Money wanted, Money atLeast, SessionId session, DateTimeOffset now, CancellationToken ct)
    {
        if (await rows.Find(Empty(session, who, now), ct) is { } earlier)
        {
            return earlier.Amount;
        }

        var known = await Known(rows, who, ct);
        var decision = WalletRules.Hold(Wallet(known.Row), wanted, atLeast);
        if (!decision.Granted)
        {
            return decision.Refusal;
        }

        await Save(rows, known, decision.Value.After, ct);
        await rows.Insert(new WalletHoldRow { Session = session, Resident = who, Amount = decision.Value.Held, At = now }, ct);
        return decision.Value.Held;
    }

    /// <summary>Ends the session's hold with its bill; a session that held nothing is settled all the same, once.</summary>
    public static async Task Settle(
        RowWriter rows, ResidentId who, SessionId session, Charge charge, OrganisationId provider, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        var hold = await rows.Find(Empty(session, who, now), ct);
        if (hold?.EndedAt is not null && hold.Settled)
        {
            return;
        }

        // A hold that was released and is billed after all (the pile's bill came late) holds nothing any more.
        var held = hold is { EndedAt: null } ? hold.Amount : Money.Zero;
        bool isNew = hold is null;
        hold ??= Empty(session, who, now);
        hold.EndedAt = now;
        hold.Settled = true;
        await (isNew ? rows.Insert(hold, ct) : rows.Update(hold, HoldEnd, ct));
        var known = await Known(rows, who, ct);
        var change = WalletRules.Settle(Wallet(known.Row), held, charge, provider);
        await Save(rows, known, change.After, ct);
        await rows.InsertAll(Lines(change, new("settle", $"session:{session}", session), ids, now), ct);
    }

    /// <summary>Gives the session's hold back; nothing when it has ended or never was.</summary>
    public static async Task Release(RowWriter rows, ResidentId who, SessionId session, IdSource ids, DateTimeOffset now, CancellationToken ct)
    {
        if (await rows.Find(Empty(session, who, now), ct) is not { EndedAt: null } hold)
        {
            return;
        }

        hold.EndedAt = now;
        await rows.Update(hold, HoldEnd, ct);
        var known = await Known(rows, who, ct);
        var change = WalletRules.Release(Wallet(known.Row), hold.Amount);
        await Save(rows, known, change.After, ct);
        await rows.InsertAll(Lines(change, new("release", $"release:{session}", session), ids, now), ct);
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
        db.Ledger.AddRange(Lines(change, posting, ids, now));
    }

    private static List<LedgerEntryRow> Lines(WalletChange change, Posting posting, IdSource ids, DateTimeOffset now)
    {
        long transaction = change.Legs.Count == 0 ? 0 : ids.Next();
        return change.Legs.Select(leg => new LedgerEntryRow
        {
            Id = ids.Next(),
            Transaction = transaction,
            Account = leg.Account,
            Amount = leg.Amount,
            Kind = posting.Kind,
            Key = posting.Key,
            Session = posting.Session,
            At = now,
        }).ToList();
    }

    private static WalletHoldRow Empty(SessionId session, ResidentId who, DateTimeOffset now) => new() { Session = session, Resident = who, Amount = Money.Zero, At = now };

    /// <summary>The wallet, and whether it is new.</summary>
    private static async Task<(WalletRow Row, bool IsNew)> Known(RowWriter rows, ResidentId who, CancellationToken ct)
    {
        var empty = new WalletRow { Resident = who };
        return await rows.Find(empty, ct) is { } row ? (row, false) : (empty, true);
    }

    /// <summary>Writes a wallet as it was decided; throws when another node has changed it meanwhile, and the decision is made again.</summary>
    private static async Task Save(RowWriter rows, (WalletRow Row, bool IsNew) known, Wallet after, CancellationToken ct)
    {
        if (known.IsNew)
        {
            // Made empty first, so that two nodes making the same wallet do not take one another's change for their own.
            await rows.Insert(known.Row, ct);
        }

        long version = known.Row.Version;
        Write(known.Row, after);
        await rows.Update(known.Row, Balances, version, ct);
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
