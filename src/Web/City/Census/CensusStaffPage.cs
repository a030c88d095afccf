using System.Globalization;
using Doorstep.Rules.Siting;
using Doorstep.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.City.Census;

/// <summary>A page of the census: it has the census's words, and says its figures.</summary>
public abstract class CensusStaffPage : CityPage
{
    /// <summary>Who has business here; what each may do is the use cases' to say.</summary>
    public const string Readers = "City,District,Grid";

    [Inject]
    protected IStringLocalizer<CensusWords> K { get; private set; } = null!;

    /// <summary>19,383: what is counted has no tenths.</summary>
    protected static string N(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>3.2: one decimal, as people say arrivals and vehicles.</summary>
    protected static string N(double value) => value.ToString("N1", CultureInfo.CurrentCulture);

    /// <summary>9,200: vehicles reckoned, not counted, are said in whole ones.</summary>
    internal static string Whole(double value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>34 %, – when there is nothing to take a share of.</summary>
    protected static string Share(double? share) => share is { } s ? s.ToString("P0", CultureInfo.CurrentCulture) : "–";

    /// <summary>True for a division that lies in one of the areas or holds one; no areas are the whole city.</summary>
    internal static bool Reaches(IReadOnlyList<string> areas, string division) =>
        areas.Count == 0 || areas.Any(a => a.StartsWith(division, StringComparison.Ordinal) || division.StartsWith(a, StringComparison.Ordinal));

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The badge's tone for a community: its first word is for the eye, the words beside it say the same.</summary>
    internal static string Tone(CommunityGap? gap) => gap switch
    {
        null => "",
        { FirstBatch: true } => "stop",
        { Missing: > 0 } => "soon",
        _ => "go",
    };

    protected string Window(string id) => K[$"Window.{id}"] is { ResourceNotFound: false } word ? word.Value : id;
}
