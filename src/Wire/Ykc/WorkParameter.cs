namespace Doorstep.Wire.Ykc;

/// <summary>0x52 ↓ allows or locks the pile and limits it to a percentage (30…100) of its rated power: V1.5/V1.6's only lever on load, for the whole pile.</summary>
public sealed record WorkParameter(PileNumber Pile, bool Locked, byte MaxPowerPercent) : YkcMessage
{
    internal const byte Code = 0x52;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static WorkParameter Read(ref BodyReader from) => new(from.Pile(), from.U8() != 0, from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(Locked);
        to.U8(MaxPowerPercent);
    }
}

/// <summary>0x51 ↑ answers 0x52; 1 is success.</summary>
public sealed record WorkParameterReply(PileNumber Pile, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x51;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static WorkParameterReply Read(ref BodyReader from) => new(from.Pile(), from.U8() == 1);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(Accepted);
    }
}
