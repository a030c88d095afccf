using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

/// <summary>A session as it is stored, with the pile's claims beside our figures, and as it stands while it is open.</summary>
public sealed class ReadSession(SessionAccess sessions)
{
    public async Task<Decision<SessionPicture>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.ReadSession, session, ct);
        return row.Granted ? new SessionPicture(row.Value, await WatchStation.Attempt(() => sessions.Owner(row.Value).LookAt(session))) : row.Refusal;
    }
}

/// <param name="Live">Null once its owner has let go of it.</param>
public sealed record SessionPicture(SessionRow Row, SessionSnapshot? Live);

/// <summary>The curve of a session: every reading, oldest first.</summary>
public sealed class ReadReadings(SessionAccess sessions, IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<Decision<IReadOnlyList<ReadingRow>>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.ReadSession, session, ct);
        if (!row.Granted)
        {
            return row.Refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var readings = await db.Readings.AsNoTracking().Where(r => r.Session == session).OrderBy(r => r.At).ThenBy(r => r.Register).ToListAsync(ct);
        return readings;
    }
}

/// <summary>A session's bill with its lines; `session.bill-missing` before it is made.</summary>
public sealed class ReadBill(SessionAccess sessions, IDbContextFactory<DoorstepDb> contexts)
{
    public async Task<Decision<BillPicture>> Run(Actor who, SessionId session, CancellationToken ct)
    {
        var row = await sessions.Find(who, Act.ReadSession, session, ct);
        if (!row.Granted)
        {
            return row.Refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Bills.AsNoTracking().FirstOrDefaultAsync(b => b.Session == session, ct) is { } bill
            ? new BillPicture(bill, PricingJson.Read<List<BillLine>>(bill.Lines))
            : new Refusal("session.bill-missing", ("session", session.ToString()));
    }
}

public sealed record BillPicture(BillRow Row, IReadOnlyList<BillLine> Lines);
