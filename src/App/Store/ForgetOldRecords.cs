using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Store;

/// <summary>How much was removed, kind by kind.</summary>
public sealed record Forgotten(int PileEvents, int Messages, int TextMessages, int Codes, int SignIns)
{
    public int All => PileEvents + Messages + TextMessages + Codes + SignIns;
}

/// <summary>
/// Removes what the city has decided to keep no longer: piles' event logs and notices to residents after one number of days, spent codes, text messages
/// and ended sign-ins and tokens after another. Sessions, readings, bills, ledger and audit log are kept. What is removed is a line in the audit log.
/// </summary>
public sealed class ForgetOldRecords(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, CitySettings settings, CityClock city, AuditStamp stamp)
{
    /// <summary>Rows in one commit: other writers wait no longer for it than for their own.</summary>
    private const int AtOnce = 1000;

    public async Task<Forgotten> Run(CancellationToken ct)
    {
        // Piles and notices live by the city's clock, sign-in by the machine's (decision 004).
        var events = city.GetUtcNow() - Days(CitySetting.RetainEvents);
        var expired = stamp.Now - Days(CitySetting.RetainExpired);
        var done = new Forgotten(
            await Oldest(db => db.PileEvents, r => r.Id, r => r.At < events, ct),
            await Oldest(db => db.Messages, r => r.Id, r => r.At < events, ct),
            await Oldest(db => db.TextMessages, r => r.Id, r => r.At < expired, ct),
            await Oldest(db => db.SignInCodes, r => r.Id, r => r.ExpiresAt < expired, ct),
            await Ended(expired, ct));
        if (done.All > 0)
        {
            await writes.Run(
                (db, _) =>
                {
                    stamp.Note(db, Actor.Clockwork, "records.forget", "records:old", after: new { EventsBefore = events, ExpiredBefore = expired, done.PileEvents, done.Messages, done.TextMessages, done.Codes, done.SignIns });
                    return Task.CompletedTask;
                },
                ct);
        }

        return done;
    }

    private TimeSpan Days(CitySetting setting) => TimeSpan.FromDays((double)settings.Of(setting, LocalClock.Day(city.GetUtcNow())));

    /// <summary>
    /// Ids are given in the order of time: the old ones are at the beginning, and the first page with a young one is the last to look at.
    /// The reading is done beside the writers; only the removal takes its turn among them.
    /// </summary>
    private async Task<int> Oldest<T>(Func<DoorstepDb, DbSet<T>> table, System.Linq.Expressions.Expression<Func<T, long>> id, Func<T, bool> isOld, CancellationToken ct)
        where T : class
    {
        var idOf = id.Compile();
        var removed = 0;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var page = await table(db).AsNoTracking().OrderBy(id).Take(AtOnce).ToListAsync(ct);
            var old = page.Where(isOld).Select(idOf).ToList();
            removed += await Remove(table, old, ct);
            if (old.Count < AtOnce)
            {
                return removed;
            }
        }
    }

    /// <summary>Sign-ins and tokens that expired or were revoked; how long one lasts differs from one to the next.</summary>
    private async Task<int> Ended(DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var ended = await db.Grants.Where(g => g.ExpiresAt < before || g.RevokedAt < before).OrderBy(g => g.Id).Select(g => g.Id).Take(AtOnce).ToListAsync(ct);
            removed += await Remove(d => d.Grants, ended, ct);
            if (ended.Count < AtOnce)
            {
                return removed;
            }
        }
    }

    private async Task<int> Remove<T>(Func<DoorstepDb, DbSet<T>> table, List<long> ids, CancellationToken ct)
        where T : class =>
        ids.Count == 0 ? 0 : await writes.Run((db, token) => table(db).Where(r => ids.Contains(EF.Property<long>(r, "Id"))).ExecuteDeleteAsync(token), ct);
}
