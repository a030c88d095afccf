namespace Doorstep.Wire.Ykc;

/// <summary>0x56 ↓ sets the pile's clock, after login and daily (§2.2).</summary>
public sealed record TimeSync(PileNumber Pile, Cp56Time Time) : YkcMessage
{
    internal const byte Code = 0x56;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static TimeSync Read(ref BodyReader from) => new(from.Pile(), from.Time());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Time(Time);
    }
}

/// <summary>0x55 ↑ the pile's clock after 0x56.</summary>
public sealed record TimeSyncReply(PileNumber Pile, Cp56Time Time) : YkcMessage
{
    internal const byte Code = 0x55;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static TimeSyncReply Read(ref BodyReader from) => new(from.Pile(), from.Time());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Time(Time);
    }
}
