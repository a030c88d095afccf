using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>
/// The word a remote start gives to the pile and the pile gives back, so that its start is known as ours: `DS` and the session's id
/// in base 36, at most 15 characters (OCPP 1.6 idTag holds 20), told apart from cards by its form.
/// </summary>
internal static class SessionToken
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string Of(SessionId session)
    {
        Span<char> text = stackalloc char[15];
        int at = text.Length;
        long rest = session.Value;
        do
        {
            text[--at] = Digits[(int)(rest % 36)];
            rest /= 36;
        }
        while (rest > 0);

        text[--at] = 'S';
        text[--at] = 'D';
        return new string(text[at..]);
    }

    /// <summary>True for text of that form; no card is looked up under it.</summary>
    public static bool IsOne(string token) => token.Length is > 2 and <= 15 && token.StartsWith("DS", StringComparison.OrdinalIgnoreCase);
}
