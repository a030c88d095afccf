using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Charging;

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
