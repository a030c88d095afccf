using System.Globalization;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>Turns a named "no" into a sentence for people, in the language of the request.</summary>
public sealed class RefusalSentences(IStringLocalizer<Refusals> sentences, IStringLocalizer<CityWords> words)
{
    /// <summary>Facts that are names of ours and have their words on the city's pages already.</summary>
    private static readonly Dictionary<string, string> OnPages = new(StringComparer.Ordinal) { ["role"] = "Role", ["kind"] = "Kind", ["key"] = "Setting" };

    /// <summary>Facts that say the same kind of thing as another one.</summary>
    private static readonly Dictionary<string, string> Alike = new(StringComparer.Ordinal) { ["from"] = "state", ["to"] = "state" };

    private const int LongestInSeconds = 120;

    private static readonly Dictionary<string, string> ChineseColumns = StationColumns.OfStations.Concat(StationColumns.OfPiles).Concat(Enum.GetValues<CensusKind>().SelectMany(CensusColumns.Of))
        .DistinctBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Chinese, StringComparer.Ordinal);

    /// <summary>The sentence for <paramref name="refusal"/>; a code nobody wrote a sentence for is said as what it is: an unexplained no, with its code.</summary>
    public string Say(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var sentence = sentences[refusal.Code];
        return sentence.ResourceNotFound
            ? sentences["unexplained"].Value.Replace("{code}", refusal.ToString(), StringComparison.Ordinal)
            : refusal.Facts.Aggregate(sentence.Value, (text, fact) => text.Replace($"{{{fact.Name}}}", Word(refusal.Code, fact), StringComparison.Ordinal));
    }

    /// <summary>What an HTTP status means, in a few words.</summary>
    public string Title(int status)
    {
        var title = sentences[$"status.{status.ToString(CultureInfo.InvariantCulture)}"];
        return title.ResourceNotFound ? sentences["status.other"].Value : title.Value;
    }

    /// <summary>A fact that is a name of ours (`state` Paused) as a word; anything else as it is.</summary>
    private string Word(string code, (string Name, string Value) fact)
    {
        // Census rules name the column of the file.
        if (fact.Name == "column" || (fact.Name == "name" && code.StartsWith("census.", StringComparison.Ordinal)))
        {
            return Cultures.IsEnglish ? fact.Value : ChineseColumns.GetValueOrDefault(fact.Value, fact.Value);
        }

        if (fact.Name == "seconds" && int.TryParse(fact.Value, CultureInfo.InvariantCulture, out var seconds))
        {
            // Nobody counts fifteen hundred seconds.
            return seconds < LongestInSeconds ? sentences["fact.wait.seconds", seconds].Value : sentences["fact.wait.minutes", (seconds + 59) / 60].Value;
        }

        var word = sentences[$"fact.{Alike.GetValueOrDefault(fact.Name, fact.Name)}.{fact.Value}"];
        if (!word.ResourceNotFound)
        {
            return word.Value;
        }

        return OnPages.TryGetValue(fact.Name, out var group) && words[$"{group}.{fact.Value}"] is { ResourceNotFound: false } said ? said.Value : fact.Value;
    }
}
