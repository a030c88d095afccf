namespace Doorstep.Wire.Ykc;

/// <summary>A temperature byte with offset −50: 0 is −50 °C and also what a pile sends when it has no value.</summary>
public readonly record struct OffsetTemperature(byte Raw)
{
    /// <summary>Degrees Celsius, −50…205.</summary>
    public int Celsius => Raw - 50;

    /// <summary>The byte for −50…205 °C; values outside are cut to the range.</summary>
    public static OffsetTemperature Of(int celsius) => new((byte)Math.Clamp(celsius + 50, 0, 255));
}
