using System.Globalization;
using Doorstep.App.Siting;
using Doorstep.Rules.Siting;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>How the studio says its figures: sums in ten thousands, shares, gaps and forecasts as sentences.</summary>
public sealed class StudioFigures(IStringLocalizer<StudioWords> words, Figures say)
{
    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>1,234.5 万元 or ¥12.35 M.</summary>
    public string Money(double? yuan) => yuan is { } y ? words["Say.Money", (y / (Cultures.IsEnglish ? 1e6 : 1e4)).ToString("N1", Culture)] : "—";

    /// <summary>What a run seeks to make small: money, or weighted vehicles left without a pile.</summary>
    public string Objective(double value, PlanAim aim) => aim == PlanAim.MostCoverage ? words["Say.Vehicles", Number(value)] : Money(value);

    public static string Share(double? share) => share is { } s ? s.ToString("P1", Culture) : "—";

    public static string Count(double count) => count.ToString("N0", Culture);

    public static string Number(double value, int decimals = 1) => value.ToString($"N{decimals.ToString(CultureInfo.InvariantCulture)}", Culture);

    /// <summary>与理论最优最多差 3.9%.</summary>
    public string Gap(double? gap) => gap switch
    {
        null => words["Say.Gap.None"],
        <= 1e-9 => words["Say.Gap.Optimal"],
        { } g => words["Say.Gap", g.ToString("P1", Culture)],
    };

    /// <summary>96.2% ± 0.4 %, a forecast with its confidence.</summary>
    public string LikelyShare(Likely? likely) => likely is null ? "—"
        : likely.Half is { } half ? words["Say.Likely", Share(likely.Mean), Share(half)]
        : Share(likely.Mean);

    public string Metres(double metres) => words["Say.Metres", Count(metres)];

    public string Minutes(double minutes) => words["Say.Minutes", Number(minutes)];

    public static string Piles(IReadOnlyDictionary<string, int> piles) => piles.Count == 0 ? "—" : string.Join(" · ", piles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}×{p.Value.ToString(CultureInfo.InvariantCulture)}"));

    public string State(RunState state) => words[$"State.{state}"];

    /// <summary>go, soon, stop or nothing, for a badge; the word beside it says the same.</summary>
    public static string Tone(RunState state) => state switch
    {
        RunState.Finished => "go",
        RunState.Stopped => "soon",
        RunState.Failed => "stop",
        _ => "info",
    };

    /// <summary>What the planner does at this moment.</summary>
    public string Stage(string stage)
    {
        var word = words[$"Stage.{stage.Replace(' ', '-')}"];
        return word.ResourceNotFound ? words["Stage."] : word.Value;
    }

    public string Kind(string kind)
    {
        var word = words[$"Kind.{kind}"];
        return word.ResourceNotFound ? kind : word.Value;
    }

    public string When(DateTimeOffset at) => say.When(at);

    /// <summary>全市, 鄂城区, 凤凰街道, 12 个小区.</summary>
    public string Area(SitingArea area, IReadOnlyList<PlanArea> known) =>
        area.Communities.Count > 0 ? words["Area.Communities", area.Communities.Count]
        : (area.Street ?? area.District) is { } code ? known.FirstOrDefault(a => a.Code == code) is { } found ? Names.Choose(found.Name, found.EnglishName) : code
        : words["Area.City"];
}
