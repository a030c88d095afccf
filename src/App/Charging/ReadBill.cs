using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

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
