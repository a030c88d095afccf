namespace Doorstep.Wire.Ykc;

/// <summary>Why a pile did not follow a remote start (0x33).</summary>
public enum RemoteStartFailure : byte
{
    /// <summary>It did.</summary>
    None = 0,

    /// <summary>Not this pile's number.</summary>
    NumberMismatch = 1,

    /// <summary>The gun is charging already.</summary>
    AlreadyCharging = 2,

    /// <summary>The pile has a fault.</summary>
    Fault = 3,

    /// <summary>The pile is offline.</summary>
    Offline = 4,

    /// <summary>No car plugged in; a plug within 60 s of 0x34 brings a second 0x33 with success (§2.4).</summary>
    NotPlugged = 5,
}

/// <summary>0x34 ↓ the platform starts a charge; success is 0x33 and 0x13 "charging" within 90 s (§2.4).</summary>
public sealed record RemoteStart : YkcMessage
{
    internal const byte Code = 0x34;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>The charge's number, made by the platform.</summary>
    public required TransactionNumber Transaction { get; init; }

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    /// <summary>The bound card's printed number.</summary>
    public Code8 LogicCard { get; init; }

    /// <summary>The bound card, which may end the charge at the pile.</summary>
    public Code8 PhysicalCard { get; init; }

    /// <summary>Balance in fen (0.01 CNY); the pile stops when it is used up.</summary>
    public required uint BalanceFen { get; init; }

    internal static RemoteStart Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        LogicCard = from.Code(),
        PhysicalCard = from.Code(),
        BalanceFen = from.U32(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        to.Code(LogicCard);
        to.Code(PhysicalCard);
        to.U32(BalanceFen);
    }
}

/// <summary>0x33 ↑ answers 0x34; 1 is success.</summary>
public sealed record RemoteStartReply(TransactionNumber Transaction, PileNumber Pile, Gun Gun, bool Accepted, RemoteStartFailure Failure) : YkcMessage
{
    internal const byte Code = 0x33;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static RemoteStartReply Read(ref BodyReader from) =>
        new(from.Transaction(), from.Pile(), from.Gun(), from.U8() == 1, (RemoteStartFailure)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        to.Flag(Accepted);
        to.U8((byte)Failure);
    }
}
