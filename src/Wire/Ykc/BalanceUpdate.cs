namespace Doorstep.Wire.Ykc;

/// <summary>Outcome of a balance update (0x41).</summary>
public enum BalanceOutcome : byte
{
    /// <summary>Taken over.</summary>
    Updated = 0,

    /// <summary>Wrong device number.</summary>
    WrongDevice = 1,

    /// <summary>Wrong card.</summary>
    WrongCard = 2,
}

/// <summary>0x42 ↓ a new balance in fen for the running charge; card zeros mean "do not check the card".</summary>
public sealed record BalanceUpdate(PileNumber Pile, Gun Gun, Code8 PhysicalCard, uint BalanceFen) : YkcMessage
{
    internal const byte Code = 0x42;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static BalanceUpdate Read(ref BodyReader from) => new(from.Pile(), from.Gun(), from.Code(), from.U32());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
        to.Code(PhysicalCard);
        to.U32(BalanceFen);
    }
}

/// <summary>0x41 ↑ answers 0x42.</summary>
public sealed record BalanceUpdateReply(PileNumber Pile, Code8 PhysicalCard, BalanceOutcome Outcome) : YkcMessage
{
    internal const byte Code = 0x41;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static BalanceUpdateReply Read(ref BodyReader from) => new(from.Pile(), from.Code(), (BalanceOutcome)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Code(PhysicalCard);
        to.U8((byte)Outcome);
    }
}
