namespace Doorstep.Rules.Siting;

/// <summary>
/// A call for projects 申报通知 before it is published: title (1–80 characters), text (1–4,000) and the days on which projects may be handed in (at most
/// two years). Refuses `call.title-wrong`, `call.text-wrong`, `call.period-wrong`.
/// </summary>
public sealed record CallDraft(string Title, string Text, DateOnly From, DateOnly Until)
{
    public const int LongestTitle = 80;
    public const int LongestText = 4_000;
    public const int MostDays = 732;

    public string EnglishTitle { get; init; } = "";

    public string EnglishText { get; init; } = "";

    /// <summary>Every fault, on the city's day; none when it may be published.</summary>
    public IEnumerable<Refusal> Faults(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > LongestTitle || EnglishTitle.Length > LongestTitle)
        {
            yield return new("call.title-wrong", ("most", $"{LongestTitle}"));
        }

        if (string.IsNullOrWhiteSpace(Text) || Text.Length > LongestText || EnglishText.Length > LongestText)
        {
            yield return new("call.text-wrong", ("most", $"{LongestText}"));
        }

        if (Until < From || Until < today || Until.DayNumber - From.DayNumber > MostDays)
        {
            yield return new("call.period-wrong", ("from", $"{From:yyyy-MM-dd}"), ("until", $"{Until:yyyy-MM-dd}"));
        }
    }
}
