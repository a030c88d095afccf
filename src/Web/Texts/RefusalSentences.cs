using Doorstep.Rules;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Texts;

/// <summary>Turns a named "no" into a sentence for people, in the language of the request.</summary>
public sealed class RefusalSentences(IStringLocalizer<Refusals> sentences)
{
    /// <summary>The sentence for <paramref name="refusal"/>; a code nobody wrote a sentence for is said as what it is: an unexplained no, with its code.</summary>
    public string Say(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var sentence = sentences[refusal.Code];
        return sentence.ResourceNotFound
            ? sentences["unexplained"].Value.Replace("{code}", refusal.ToString(), StringComparison.Ordinal)
            : refusal.Facts.Aggregate(sentence.Value, (text, fact) => text.Replace($"{{{fact.Name}}}", Word(fact), StringComparison.Ordinal));
    }

    /// <summary>A fact that is a name of ours (`state` Paused) as a word; anything else as it is.</summary>
    private string Word((string Name, string Value) fact)
    {
        var word = sentences[$"fact.{fact.Name}.{fact.Value}"];
        return word.ResourceNotFound ? fact.Value : word.Value;
    }
}
