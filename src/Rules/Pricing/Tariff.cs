namespace Doorstep.Rules.Pricing;

/// <summary>
/// One published version of a tariff: 48 half-hours × month sets, valid between two local days;
/// electricity and service fee apart, in µCNY/kWh with taxes included.
/// </summary>
public sealed record Tariff
{
    /// <summary>Stable over the versions; letters, digits and '-', 1…32.</summary>
    public required string Code { get; init; }

    /// <summary>Which version of the code this is; 0 before it is published.</summary>
    public long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>The document that set the prices, such as 鄂发改价管〔2023〕320号; empty where none did.</summary>
    public string Document { get; init; } = "";

    /// <summary>First local day it holds.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last local day it holds; null while open.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required IReadOnlyList<MonthPlan> Plans { get; init; }

    /// <summary>The tariff itself when it can price every half-hour of a year exactly once; otherwise what is wrong with it.</summary>
    public Decision<Tariff> Checked()
    {
        if (Code.Length is 0 or > 32 || !Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return new Refusal("tariff.code-wrong", ("tariff", Code));
        }

        if (Name.Length is 0 or > 100)
        {
            return new Refusal("tariff.name-missing", ("tariff", Code));
        }

        if (Document.Length > 200)
        {
            return new Refusal("tariff.document-long", ("tariff", Code));
        }

        if (ValidUntil < ValidFrom)
        {
            return new Refusal("tariff.dates-wrong", ("tariff", Code), ("from", $"{ValidFrom:yyyy-MM-dd}"), ("until", $"{ValidUntil:yyyy-MM-dd}"));
        }

        foreach (var plan in Plans)
        {
            if (plan.Check(Code) is { } wrong)
            {
                return wrong;
            }
        }

        var covered = Plans.SelectMany(plan => plan.Months).ToLookup(month => month);
        var twice = covered.Where(month => month.Count() > 1).Select(month => month.Key).Order().ToList();
        if (twice.Count > 0)
        {
            return new Refusal("tariff.months-overlap", ("tariff", Code), ("months", string.Join(",", twice)));
        }

        var never = Enumerable.Range(1, 12).Where(month => !covered.Contains(month)).ToList();
        return never.Count > 0 ? new Refusal("tariff.months-uncovered", ("tariff", Code), ("months", string.Join(",", never))) : this;
    }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidUntil is null || day <= ValidUntil);

    /// <summary>The plan of a month, 1 to 12; throws for a tariff that was not checked and has none.</summary>
    public MonthPlan PlanOf(int month)
    {
        foreach (var plan in Plans)
        {
            if (plan.Months.Contains(month))
            {
                return plan;
            }
        }

        throw new InvalidOperationException($"Tariff {Code} was used unchecked: no plan for month {month}");
    }

    /// <summary>Which of several versions holds on a day: the one that began last, the later published of two that began together.</summary>
    public static Tariff? InForce(IEnumerable<Tariff> versions, DateOnly day) =>
        versions.Where(version => version.HoldsOn(day)).OrderBy(version => version.ValidFrom).ThenBy(version => version.Version).LastOrDefault();
}
