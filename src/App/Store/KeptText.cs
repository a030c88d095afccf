using System.Text;

namespace Doorstep.App.Store;

/// <summary>
/// Text from outside that is shortened rather than refused. No character is cut in half and U+0000 is left out: PostgreSQL takes neither, and one such
/// row would fail everything written together with it.
/// </summary>
public static class KeptText
{
    /// <param name="longest">In UTF-16 code units, as the column counts them at most.</param>
    public static string Of(string text, int longest)
    {
        var whole = text.Replace("\0", "", StringComparison.Ordinal);
        var cut = whole.Length <= longest ? whole
            : char.IsHighSurrogate(whole[longest - 1]) ? whole[..(longest - 1)]
            : whole[..longest];
        return cut.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)) : cut;
    }
}
