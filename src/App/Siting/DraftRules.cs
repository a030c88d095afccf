using Doorstep.App.Store;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Drafts the rules that gaps are reckoned by and a new plan starts from: the city's settings in force today, each with its source note.</summary>
public sealed class DraftRules(IDbContextFactory<DoorstepDb> contexts, CitySettings settings, CityClock clock)
{
    /// <summary>Where each parameter of a plan comes from: parameter of the plan, setting of the city.</summary>
    private static readonly (string Parameter, CitySetting Setting)[] Origins =
    [
        ("reach.metres", CitySetting.WalkRadius), ("reach.detour", CitySetting.WalkDetour), ("service.waitMinutes", CitySetting.QueueMinutes), ("service.level", CitySetting.QueueLevel), ("service.margin", CitySetting.QueueMargin),
        ("demand.sessionsPerVehicleDay", CitySetting.SessionsPerDay), ("demand.fastShare", CitySetting.FastShare), ("priority.ratio", CitySetting.PrivateShare),
        ("windows.weekday-18-20", CitySetting.FastHourShare), ("windows.valley-23", CitySetting.SlowHourShare),
        ("pileTypes.AC7", CitySetting.OccupiedSlow), ("pileTypes.DC60", CitySetting.OccupiedDc60), ("pileTypes.DC120", CitySetting.OccupiedDc120), ("pileTypes.DC240", CitySetting.OccupiedDc240),
    ];

    public async Task<PlanRules> Run(CancellationToken ct)
    {
        var day = LocalClock.Day(clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var decided = (await db.CitySettings.AsNoTracking().Where(row => row.From <= day).ToListAsync(ct))
            .GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(row => row.From).ThenBy(row => row.Id).Last(), StringComparer.Ordinal);
        var usual = new PlanRules();
        var sources = new Dictionary<string, SourceNote>(usual.Sources, StringComparer.Ordinal);
        foreach (var (parameter, setting) in Origins)
        {
            sources[parameter] = decided.TryGetValue(setting.Key, out var row) ? new(row.Source, $"{row.From:yyyy-MM-dd}") : new(setting.Source, "");
        }

        return usual with
        {
            Reach = new(Of(CitySetting.WalkRadius), Of(CitySetting.WalkDetour)),
            Service = new(Of(CitySetting.QueueMinutes), Of(CitySetting.QueueLevel) / 100) { Margin = Of(CitySetting.QueueMargin) / 100 },
            Demand = new(Of(CitySetting.SessionsPerDay), Of(CitySetting.FastShare) / 100),
            Priority = usual.Priority with { Ratio = Of(CitySetting.PrivateShare) / 100 },
            PileTypes = [.. usual.PileTypes.Select(t => Occupied(t.Id) is { } setting ? t with { OccupiedMinutes = Of(setting) } : t)],
            Windows = [.. usual.Windows.Select(w => w with { HourShare = Of(w.Class is PileClass.Fast ? CitySetting.FastHourShare : CitySetting.SlowHourShare) / 100 })],
            Sources = sources,
        };

        double Of(CitySetting setting) => (double)settings.Of(setting, day);
    }

    /// <summary>What the gap is reckoned by, when a plan is reckoned by these rules.</summary>
    public static GapRules GapRules(PlanRules rules) => new(
        rules.Priority.Ratio,
        rules.Demand.SessionsPerVehicleDay,
        rules.Demand.FastShare,
        [.. rules.Windows.Select(w => new GapWindow(w.Id, w.Class is PileClass.Fast ? PileKind.Dc : PileKind.Ac, w.HourShare))]);

    private static CitySetting? Occupied(string pileType) => pileType switch
    {
        "AC7" => CitySetting.OccupiedSlow,
        "DC60" => CitySetting.OccupiedDc60,
        "DC120" => CitySetting.OccupiedDc120,
        "DC240" => CitySetting.OccupiedDc240,
        _ => null,
    };
}
