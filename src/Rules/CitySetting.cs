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

    public static readonly IReadOnlyList<CitySetting> All =
        [ServiceCeiling, WalkRadius, WalkDetour, QueueMinutes, PrivateShare, ReconcileEnergyShare, ReconcileEnergy, ReconcileMoney];

    public static CitySetting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Reads a value as it is stored and typed: a plain decimal with a point.</summary>
    public Decision<decimal> Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) && value >= Lowest && value <= Highest
            ? value
            : new Refusal("setting.value-wrong", ("key", Key), ("lowest", Text(Lowest)), ("highest", Text(Highest)), ("unit", Unit));

    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
