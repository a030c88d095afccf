using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>Takes a version of a tariff back before its first day, or ends one that is in force after a day not yet over.</summary>
public sealed class WithdrawTariff(GroupCommit writes, PriceBook book, CityClock clock, AuditStamp stamp)
{
    /// <param name="version">The version's number.</param>
    /// <param name="lastDay">The last day it holds; null to take it back altogether.</param>
    public async Task<Decision<bool>> Run(Actor who, long version, DateOnly? lastDay, CancellationToken ct)
    {
        var done = await writes.Run((db, token) => Write(db, who, version, lastDay, token), ct);
        if (!done.Granted)
        {
            return done.Refusal;
        }

        book.Put(done.Value);
        return true;
    }

    private async Task<Decision<TariffRow>> Write(DoorstepDb db, Actor who, long version, DateOnly? lastDay, CancellationToken ct)
    {
        var row = await db.Tariffs.FindAsync([version], ct);
        if (row is null || row.WithdrawnAt is not null)
        {
            return new Refusal("tariff.unknown", ("version", $"{version}"));
        }

        if (Permissions.Refuses(who, Act.ChangeTariff, Thing.Of(row.Owner)) is { } no)
        {
            return no;
        }

        var today = LocalClock.Day(clock.GetUtcNow());
        if (lastDay is { } day)
        {
            if (day < today || day < row.ValidFrom)
            {
                return new Refusal("tariff.not-future", ("tariff", row.Code), ("earliest", $"{today:yyyy-MM-dd}"));
            }

            stamp.Note(db, who, "tariff.end", $"tariff:{row.Code}", new { row.Id, row.ValidUntil }, new { row.Id, ValidUntil = day });
            row.ValidUntil = day;
        }
        else
        {
            if (TariffDates.WhyNotWithdraw(PriceBook.Published(row), today) is { } late)
            {
                return late;
            }

            stamp.Note(db, who, "tariff.withdraw", $"tariff:{row.Code}", new { row.Id, row.ValidFrom });
            row.WithdrawnAt = stamp.Now;
        }

        row.ChangedAt = stamp.Now;
        return row;
    }
}
