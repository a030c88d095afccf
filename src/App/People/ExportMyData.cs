using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Everything the city keeps about the asker, to take along (PIPL art. 45). Secrets of sign-ins are kept by nobody and so are not in it.</summary>
public sealed class ExportMyData(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, AuditStamp stamp)
{
    public sealed record Everything(
        DateTimeOffset At, ResidentRow Profile, IReadOnlyList<VehicleRow> Vehicles, IReadOnlyList<CardRow> Cards, Money Balance, Money Held, Money Debt,
        IReadOnlyList<LedgerEntryRow> Ledger, IReadOnlyList<PaymentRow> Payments, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<BillRow> Bills,
        IReadOnlyList<ReadingRow> Readings, IReadOnlyList<MessageRow> Messages, IReadOnlyList<SignIn> SignIns, IReadOnlyList<AuditEntry> Audit);

    public sealed record SignIn(string Device, DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

    public async Task<Decision<Everything>> Run(Actor who, CancellationToken ct)
    {
        if (who.Resident is not { } me)
        {
            return who.Role == Role.Public ? new Refusal("people.sign-in-needed") : new Refusal("people.not-allowed", ("act", "export"), ("role", who.Role.ToString()));
        }

        await writes.Run(
            (db, _) =>
            {
                stamp.Note(db, who, "resident.export", $"resident:{me}");
                return Task.CompletedTask;
            },
            ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var wallet = await db.Wallets.SingleOrDefaultAsync(w => w.Resident == me, ct);
        var sessions = await db.Sessions.Where(s => s.Resident == me).OrderBy(s => s.RequestedAt).ToListAsync(ct);
        string[] accounts = [$"wallet:{me}", $"debt:{me}"];
        var subject = $"resident:{me}";
        var mine = db.Sessions.Where(s => s.Resident == me).Select(s => s.Id);
        return new Everything(
            stamp.Now,
            await db.Residents.SingleAsync(r => r.Id == me, ct),
            await db.Vehicles.Where(v => v.Resident == me).ToListAsync(ct),
            await db.Cards.Where(c => c.Resident == me).ToListAsync(ct),
            wallet?.Balance ?? Money.Zero,
            wallet?.Held ?? Money.Zero,
            wallet?.Debt ?? Money.Zero,
            await db.Ledger.Where(l => accounts.Contains(l.Account)).OrderBy(l => l.Id).ToListAsync(ct),
            await db.Payments.Where(p => p.Resident == me).OrderBy(p => p.Id).ToListAsync(ct),
            sessions,
            await db.Bills.Where(b => mine.Contains(b.Session)).OrderBy(b => b.At).ToListAsync(ct),
            await db.Readings.Where(r => mine.Contains(r.Session)).OrderBy(r => r.At).ToListAsync(ct),
            await db.Messages.Where(m => m.Resident == me).OrderBy(m => m.Id).ToListAsync(ct),
            await db.Grants.Where(g => g.Kind == GrantKind.ResidentSignIn && g.Subject == me.Value).OrderBy(g => g.CreatedAt)
                .Select(g => new SignIn(g.Label, g.CreatedAt, g.ExpiresAt, g.RevokedAt)).ToListAsync(ct),
            await db.Audit.Where(a => a.Subject == subject || (a.ActorId == me.Value && (a.ActorRole == Role.Resident || a.ActorRole == Role.Driver)))
                .OrderBy(a => a.Id).Select(a => new AuditEntry(a.Id, a.At, a.ActorName, a.ActorRole, a.Organisation, a.From, a.Action, a.Subject, a.Before, a.After)).ToListAsync(ct));
    }
}
