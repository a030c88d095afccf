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
    /// <summary>The most an agreement resident pays as service fee (三个5: 服务费 ≤ 0.5).</summary>
    public static readonly CitySetting ServiceCeiling = new("service.ceiling", "CNY/kWh", 0, 5, 0.5m);

    /// <summary>How far a station may be from the gate (三个5: 找桩 ≤ 500 m).</summary>
    public static readonly CitySetting WalkRadius = new("walk.radius", "m", 50, 5000, 500);

    /// <summary>Walking way per straight line where no network of paths is known.</summary>
    public static readonly CitySetting WalkDetour = new("walk.detour", "1", 1, 3, 1.4m);

    /// <summary>How long anybody should queue (三个5: 排队 ≤ 5 min).</summary>
    public static readonly CitySetting QueueMinutes = new("queue.minutes", "min", 1, 60, 5);

    /// <summary>Private piles per car below which a community may be in the first batch (policy: 40 %).</summary>
    public static readonly CitySetting PrivateShare = new("scenario.private-share", "%", 0, 100, 40);

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

    public static readonly IReadOnlyList<CitySetting> All =
    [
        ServiceCeiling, WalkRadius, WalkDetour, QueueMinutes, PrivateShare, ReconcileEnergyShare, ReconcileEnergy, ReconcileMoney, ReconcileMoneyShare,
        StartPatience, RecordPatience, LinkPatience, HoldAc, HoldDc, HoldLeast,
    ];

    public static CitySetting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Reads a value as it is stored and typed: a plain decimal with a point.</summary>
    public Decision<decimal> Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) && value >= Lowest && value <= Highest
            ? value
            : new Refusal("setting.value-wrong", ("key", Key), ("lowest", Text(Lowest)), ("highest", Text(Highest)), ("unit", Unit));

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
