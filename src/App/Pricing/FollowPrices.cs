using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Pricing;

/// <summary>Keeps the price book and the city's settings abreast of the store.</summary>
public sealed class FollowPrices(IDbContextFactory<DoorstepDb> contexts, PriceBook book, CitySettings settings, TimeProvider clock, ILogger<FollowPrices> log)
    : FollowChanges(contexts, clock, log)
{
    protected override async Task Look(DoorstepDb db, DateTimeOffset since, CancellationToken ct)
    {
        long mark = book.Mark();
        (await db.Tariffs.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(row => book.PutRead(row, mark));
        (await db.StationTariffs.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(row => book.PutRead(row, mark));
        (await db.CeilingExceptions.AsNoTracking().Where(r => r.ChangedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(row => book.PutRead(row, mark));
        // A decision is never changed once it is written, so reading one twice undoes nothing.
        (await db.CitySettings.AsNoTracking().Where(r => r.CreatedAt >= since).OrderBy(r => r.Id).ToListAsync(ct)).ForEach(settings.Put);
    }
}
