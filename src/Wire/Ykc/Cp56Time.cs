namespace Doorstep.Wire.Ykc;

/// <summary>CP56Time2a (IEC 60870-5, 7 bytes): local Chinese time, always read as UTC+8 because the frame has no zone; the raw bytes are kept, so impossible dates stay a value.</summary>
public readonly record struct Cp56Time
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal Cp56Time(ulong raw) => Raw = raw;

    /// <summary>The seven bytes as a number, first byte lowest.</summary>
    internal ulong Raw { get; }

    /// <summary>The moment in UTC+8 with milliseconds, or null when the bytes are no date (zeros, month 13…).</summary>
    public DateTimeOffset? Moment
    {
        get
        {
            var millisecond = (int)(Raw & 0xFFFF);
            var minute = (int)(Raw >> 16 & 0x3F);
            var hour = (int)(Raw >> 24 & 0x1F);
            var day = (int)(Raw >> 32 & 0x1F);
            var month = (int)(Raw >> 40 & 0x0F);
            var year = 2000 + (int)(Raw >> 48 & 0x7F);
            if (millisecond > 59_999 || minute > 59 || hour > 23 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            {
                return null;
            }

            return new DateTimeOffset(year, month, day, hour, minute, millisecond / 1000, millisecond % 1000, China);
        }
    }

    /// <summary>The bytes for a moment of the years 2000…2127 (UTC+8), cut to milliseconds, without day of week.</summary>
    public static Cp56Time Of(DateTimeOffset moment)
    {
        var local = moment.ToOffset(China);
        ArgumentOutOfRangeException.ThrowIfLessThan(local.Year, 2000, nameof(moment));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(local.Year, 2127, nameof(moment));
        var minute = (uint)local.Minute;
        var millisecond = (uint)(local.Second * 1000 + local.Millisecond);
        var date = (uint)local.Day | (uint)local.Month << 8 | (uint)(local.Year - 2000) << 16;
        return new Cp56Time(millisecond | minute << 16 | (uint)local.Hour << 24 | (ulong)date << 32);
    }

    /// <summary>The moment in ISO form, or the raw bytes when they are no date.</summary>
    public override string ToString() => Moment?.ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture) ?? $"?{Raw:X14}";
}
