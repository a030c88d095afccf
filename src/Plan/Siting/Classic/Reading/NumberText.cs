using System.Globalization;

namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>A text of white-space separated words that knows its line. The first fault sticks; later reads answer zero and change nothing.</summary>
internal sealed class NumberText(string file, string text)
{
    private int _at;
    private int _line = 1;

    public string File => file;

    public LocationReading.Unreadable? Fault { get; private set; }

    public bool Sound => Fault is null;

    /// <summary>Refuses a count of numbers the text is too short to hold, before anything is allocated for it.</summary>
    public bool Holds(long numbers, string what)
    {
        if (Sound && numbers > (text.Length / 2) + 1)
        {
            Refuse($"expected {numbers} {what}, but the file is too short to hold them");
        }

        return Sound;
    }

    public double Number(string what, double low, double high)
    {
        if (!Sound)
        {
            return 0;
        }

        var word = Word();
        if (word.IsEmpty)
        {
            return Refuse($"expected {what}, found the end of the file");
        }

        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return Refuse($"expected {what}, found \"{Shown(word)}\"");
        }

        return value >= low && value <= high ? value : Refuse($"expected {what} between {Shown(low)} and {Shown(high)}, found {Shown(word)}");
    }

    public int Whole(string what, int low, int high)
    {
        var value = Number(what, low, high);
        return value == Math.Floor(value) ? (int)value : (int)Refuse($"expected {what} as a whole number, found {Shown(value)}");
    }

    /// <summary>A number, or the word itself standing for `instead`.</summary>
    public double NumberOr(string standIn, double? instead, string what, double low, double high)
    {
        var (at, line) = (_at, _line);
        if (Sound && Word().Equals(standIn, StringComparison.OrdinalIgnoreCase))
        {
            return instead ?? Refuse($"the file leaves \"{standIn}\" open; give its value with --capacity");
        }

        (_at, _line) = (at, line);
        return Number(what, low, high);
    }

    public void Expect(string word)
    {
        if (Sound)
        {
            var found = Word();
            if (!found.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                Refuse($"expected \"{word}\", found {(found.IsEmpty ? "the end of the file" : $"\"{Shown(found)}\"")}");
            }
        }
    }

    public void End()
    {
        if (Sound && Word() is { IsEmpty: false } more)
        {
            Refuse($"expected the end of the file, found \"{Shown(more)}\"");
        }
    }

    public double Refuse(string sentence)
    {
        Fault ??= new LocationReading.Unreadable(file, _line, $"{file}, line {_line}: {sentence}");
        return 0;
    }

    private ReadOnlySpan<char> Word()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            if (text[_at++] == '\n')
            {
                _line++;
            }
        }

        var from = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return text.AsSpan(from, _at - from);
    }

    private static string Shown(ReadOnlySpan<char> word) => word.Length <= 24 ? word.ToString() : string.Concat(word[..24], "…");

    private static string Shown(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
