using System.Globalization;

namespace Doorstep.Wire.Ocpp;

/// <summary>Time stamps as piles really send them: RFC 3339 with <c>T</c> or a space, any number of decimals, <c>Z</c>, an offset with or without colon, or none, which means UTC (1.6 §3.13 recommends UTC).</summary>
public static class OcppTime
{
    /// <summary>Reads a time stamp of the years 2 to 9998; decimals beyond 100 ns are cut off. False when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 16 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute))
            return false;
        var rest = text[16..];
        var second = 0;
        if (rest.Length >= 3 && rest[0] == ':')
        {
            if (!Digits(rest[1..3], out second))
                return false;
            rest = rest[3..];
        }
        if (!Fraction(ref rest, out var ticks) || !Offset(rest, out var offset))
            return false;
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, offset).AddTicks(ticks);
        return true;
    }

    /// <summary>Writes a time stamp in UTC with <c>Z</c>, cut to milliseconds, as every firmware can read it.</summary>
    internal static DateTime ToWire(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
            return true;
        var scale = TimeSpan.TicksPerSecond;
        var i = 1;
        for (; i < rest.Length && rest[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            scale /= 10;
            ticks += (rest[i] - '0') * scale;
        }
        rest = rest[i..];
        return i > 1;
    }

    private static bool Offset(ReadOnlySpan<byte> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.IsEmpty || (rest.Length == 1 && rest[0] is (byte)'Z' or (byte)'z'))
            return true;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6) || (rest.Length == 6 && rest[3] != ':'))
            return false;
        var minutes = 0;
        if (!Digits(rest[1..3], out var hours) || (rest.Length > 3 && !Digits(rest[^2..], out minutes)))
            return false;
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (rest[0] == '-')
            offset = -offset;
        return true;
    }
}
