using System.Globalization;

namespace Doorstep.Rules;

/// <summary>A number the city decides and may decide anew from a day on; the list of all of them is <see cref="All"/>.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Lowest">Below it is a slip of the pen.</param>
/// <param name="Highest">Above it is a slip of the pen.</param>
/// <param name="Usual">In force until the city decides otherwise.</param>
public sealed record CitySetting(string Key, string Unit, decimal Lowest, decimal Highest, decimal Usual)
{
    private const string Price = "CNY/kWh";

    /// <summary>More digits than any setting needs are no number but a text.</summary>
    private const int Longest = 24;

    /// <summary>Where the usual value comes from, so that a reader can judge it; a decision brings its own.</summary>
    public string Source { get; init; } = "";

    /// <summary>The most an agreement resident pays as service fee (三个5: 服务费 ≤ 0.5).</summary>
    public static readonly CitySetting ServiceCeiling = new("service.ceiling", Price, 0, 5, 0.5m) { Source = "试点工作方案一（三）：服务费原则上不高于0.5元" };

    /// <summary>How far a station may be from the gate (三个5: 找桩 ≤ 500 m).</summary>
    public static readonly CitySetting WalkRadius = new("walk.radius", "m", 50, 5000, 500) { Source = "试点工作方案一（三）：找桩距离不大于500米" };

    /// <summary>Walking way per straight line where no network of paths is known.</summary>
    public static readonly CitySetting WalkDetour = new("walk.detour", "1", 1, 3, 1.4m) { Source = "假设值 assumption; 实测路网：直线500米内约一半步行可达 measured networks: about half of the pairs within 500 m straight are within 500 m on foot" };

    /// <summary>How long anybody should queue (三个5: 排队 ≤ 5 min).</summary>
    public static readonly CitySetting QueueMinutes = new("queue.minutes", "min", 1, 60, 5) { Source = "试点工作方案一（三）：排队时间不长于5分钟" };

    /// <summary>Private piles per car below which a community may be in the first batch (policy: 40 %).</summary>
    public static readonly CitySetting PrivateShare = new("scenario.private-share", "%", 0, 100, 40) { Source = "试点工作方案二（一）1：私人自用桩随车配建比不足40%" };

    /// <summary>Share of arrivals that must not wait longer than <see cref="QueueMinutes"/>.</summary>
    public static readonly CitySetting QueueLevel = new("queue.level", "%", 50, 99.9m, 90) { Source = "假设值 assumption: the promise holds for nine of ten" };

    /// <summary>Of the longer waits that <see cref="QueueLevel"/> allows, the share that a plan leaves unused, so that what is built keeps the promise with room.</summary>
    public static readonly CitySetting QueueMargin = new("queue.margin", "%", 0, 90, 10) { Source = "假设值 assumption: enough room for the simulation to confirm the promise at every queue (docs/siting.md)" };

    /// <summary>A gate or site farther than this from every path is reported, not connected.</summary>
    public static readonly CitySetting WalkSnap = new("walk.snap", "m", 5, 1000, 100) { Source = "假设值 assumption: a gate stands beside a path" };

    /// <summary>Sessions on public piles per vehicle without a private pile and day.</summary>
    public static readonly CitySetting SessionsPerDay = new("demand.sessions-per-day", "1/d", 0, 5, 0.35m) { Source = "假设值，以本市调查替换 assumption: one public session every three days; replace by the city's own survey" };

    /// <summary>Share of those sessions that wants a fast pile.</summary>
    public static readonly CitySetting FastShare = new("demand.fast-share", "%", 0, 100, 50) { Source = "假设值，以本市调查替换 assumption: half of the sessions; replace by the city's own survey" };

    /// <summary>Share of a day's fast sessions in the busiest hour (weekday evening).</summary>
    public static readonly CitySetting FastHourShare = new("demand.fast-hour-share", "%", 0, 100, 10) { Source = "假设值 assumption: evening peak 18–20" };

    /// <summary>Share of a day's slow sessions in the busiest hour (start of the valley tariff).</summary>
    public static readonly CitySetting SlowHourShare = new("demand.slow-hour-share", "%", 0, 100, 16) { Source = "假设值 assumption: start of the valley tariff, 23 h" };

    /// <summary>How long a car occupies a slow pile on average, overstay included.</summary>
    public static readonly CitySetting OccupiedSlow = new("occupied.ac7", "min", 10, 1440, 258) { Source = "排队表 queue table of the siting formulation: AC7, 258 min" };

    /// <summary>The same for a fast pile of about 60 kW.</summary>
    public static readonly CitySetting OccupiedDc60 = new("occupied.dc60", "min", 5, 600, 45) { Source = "排队表 queue table of the siting formulation: DC60, 45 min" };

    /// <summary>The same for about 120 kW.</summary>
    public static readonly CitySetting OccupiedDc120 = new("occupied.dc120", "min", 5, 600, 30) { Source = "排队表 queue table of the siting formulation: DC120, 30 min" };

    /// <summary>The same for about 240 kW.</summary>
    public static readonly CitySetting OccupiedDc240 = new("occupied.dc240", "min", 5, 600, 18) { Source = "排队表 queue table of the siting formulation: DC240, 18 min" };

    /// <summary>How far a pile's energy may differ from ours before a person looks.</summary>
    public static readonly CitySetting ReconcileEnergyShare = new("reconcile.energy-share", "%", 0, 20, 1);

    /// <summary>The same in Wh, for small sessions: the wider of both counts.</summary>
    public static readonly CitySetting ReconcileEnergy = new("reconcile.energy", "Wh", 0, 5000, 100);

    /// <summary>How far a pile's amount may differ from ours.</summary>
    public static readonly CitySetting ReconcileMoney = new("reconcile.money", "fen", 0, 10_000, 20);

    /// <summary>The same in percent of ours: the wider of both counts.</summary>
    public static readonly CitySetting ReconcileMoneyShare = new("reconcile.money-share", "%", 0, 50, 5);

    /// <summary>How long a pile may take to begin after a start was asked.</summary>
    public static readonly CitySetting StartPatience = new("charging.start-patience", "s", 10, 600, 90);

    /// <summary>How long a pile that seems idle may owe the end of a session.</summary>
    public static readonly CitySetting RecordPatience = new("charging.record-patience", "min", 1, 120, 6);

    /// <summary>How long a session stays open behind a lost link.</summary>
    public static readonly CitySetting LinkPatience = new("charging.link-patience", "h", 1, 168, 24);

    /// <summary>Money set aside for a session on an AC pile.</summary>
    public static readonly CitySetting HoldAc = new("charging.hold-ac", "fen", 100, 1_000_000, 10_000);

    /// <summary>Money set aside for a session on a DC pile.</summary>
    public static readonly CitySetting HoldDc = new("charging.hold-dc", "fen", 100, 1_000_000, 30_000);

    /// <summary>With less a session does not begin.</summary>
    public static readonly CitySetting HoldLeast = new("charging.hold-least", "fen", 1, 100_000, 500);

    /// <summary>How long piles' event logs and notices to residents are kept.</summary>
    public static readonly CitySetting RetainEvents = new("retention.events", "d", 180, 3650, 365) { Source = "《网络安全法》第二十一条 Cybersecurity Law art. 21: network logs at least six months" };

    /// <summary>How long spent codes, text messages and ended sign-ins and tokens are kept.</summary>
    public static readonly CitySetting RetainExpired = new("retention.expired", "d", 1, 365, 30) { Source = "《个人信息保护法》第十九条 PIPL art. 19: no longer than needed" };

    public static readonly IReadOnlyList<CitySetting> All =
    [
        ServiceCeiling, WalkRadius, WalkDetour, WalkSnap, QueueMinutes, QueueLevel, QueueMargin, PrivateShare, SessionsPerDay, FastShare, FastHourShare, SlowHourShare,
        OccupiedSlow, OccupiedDc60, OccupiedDc120, OccupiedDc240, ReconcileEnergyShare, ReconcileEnergy, ReconcileMoney, ReconcileMoneyShare,
        StartPatience, RecordPatience, LinkPatience, HoldAc, HoldDc, HoldLeast, RetainEvents, RetainExpired,
    ];

    public static CitySetting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Reads a value as it is stored and typed: a plain decimal with a point.</summary>
    public Decision<decimal> Read(string text) =>
        text.Length <= Longest && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) && value >= Lowest && value <= Highest
            ? Unit == Price && UnitPrice.TooFine(value) is { } fine ? fine : value
            : new Refusal("setting.value-wrong", ("key", Key), ("lowest", Text(Lowest)), ("highest", Text(Highest)), ("unit", Unit));

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
