using System.Text;

namespace Doorstep.Rules.People;

/// <summary>A mainland mobile number, normalised to +86 and eleven digits (工信部 numbering plan: 1, then 3…9).</summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads what people type: spaces, dashes, full-width digits, 86, 0086 or +86 in front. Refuses `people.phone`.</summary>
    public static Decision<PhoneNumber> Parse(string? typed)
    {
        var digits = new StringBuilder();
        foreach (var c in (typed ?? "").Trim().Normalize(NormalizationForm.FormKC))
        {
            if (char.IsAsciiDigit(c) || (c == '+' && digits.Length == 0))
            {
                digits.Append(c);
            }
            else if (c is not (' ' or '-' or '(' or ')' or '.') || digits.Length > 20)
            {
                return new Refusal("people.phone");
            }
        }

        var number = digits.ToString();
        foreach (var prefix in Prefixes)
        {
            if (number.StartsWith(prefix, StringComparison.Ordinal) && number.Length == prefix.Length + 11)
            {
                number = number[prefix.Length..];
                break;
            }
        }

        return number is ['1', >= '3' and <= '9', ..] && number.Length == 11 ? new PhoneNumber("+86" + number) : new Refusal("people.phone");
    }

    private static readonly string[] Prefixes = ["+86", "0086", "86"];

    public override string ToString() => Value;
}
