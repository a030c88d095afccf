namespace Doorstep.Rules;

/// <summary>
/// A named "no" from a rule. <see cref="Code"/> is stable and speaks to programs (`wallet.short`); the sentence for people is found by
/// the page or the API under the same code, with <see cref="Facts"/> filled in.
/// </summary>
public sealed record Refusal(string Code, params IReadOnlyList<(string Name, string Value)> Facts)
{
    public override string ToString() => Facts.Count == 0 ? Code : $"{Code} ({string.Join(", ", Facts.Select(f => $"{f.Name} {f.Value}"))})";
}
