using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Pricing;

/// <summary>A setting, what holds today, and every decision about it, the newest start first.</summary>
public sealed record SettingSheet(CitySetting Setting, decimal Today, IReadOnlyList<CitySettingRow> Decisions);

/// <summary>Reads the city's settings with their history, and the exceptions from the ceiling; both are public.</summary>
public sealed class ReadCitySettings(IDbContextFactory<DoorstepDb> contexts, CitySettings settings, CityClock clock)
{
    public async Task<Decision<IReadOnlyList<SettingSheet>>> Run(Actor who, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadCitySetting, default) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var decisions = (await db.CitySettings.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.Key);
        var day = LocalClock.Day(clock.GetUtcNow());
        return CitySetting.All
            .Select(setting => new SettingSheet(setting, settings.Of(setting, day), [.. decisions[setting.Key].OrderByDescending(row => row.From).ThenByDescending(row => row.Id)]))
            .ToList();
    }

    /// <summary>Exceptions that hold on a day or later, or all there ever were.</summary>
    public async Task<Decision<IReadOnlyList<CeilingExceptionRow>>> Exceptions(Actor who, DateOnly? from, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ReadCitySetting, default) is { } no)
        {
            return no;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CeilingExceptions.AsNoTracking().Where(row => from == null || row.Until >= from).OrderByDescending(row => row.From).ThenByDescending(row => row.Id).ToListAsync(ct);
    }
}
