namespace Doorstep.Wire.Ykc;

/// <summary>How a driver asked at the pile (0x31).</summary>
public enum StartMode : byte
{
    /// <summary>By card.</summary>
    Card = 1,

    /// <summary>By account and password; the protocol names it as not supported.</summary>
    Account = 2,

    /// <summary>By VIN.</summary>
    Vin = 3,
}

/// <summary>Why the platform refuses a start asked for at the pile (0x32).</summary>
public enum StartRefusal : byte
{
    /// <summary>Not refused.</summary>
    None = 0x00,

    /// <summary>No such account.</summary>
    NoAccount = 0x01,

    /// <summary>Account frozen.</summary>
    Frozen = 0x02,

    /// <summary>Balance too low.</summary>
    InsufficientBalance = 0x03,

    /// <summary>The card has an unsettled bill.</summary>
    UnsettledBill = 0x04,

    /// <summary>The pile is disabled.</summary>
    PileDisabled = 0x05,

    /// <summary>The account may not charge at this pile.</summary>
    NotAllowedHere = 0x06,

    /// <summary>Wrong password.</summary>
    WrongPassword = 0x07,

    /// <summary>The station has no power to spare.</summary>
    StationCapacityShort = 0x08,

    /// <summary>Unknown VIN.</summary>
    UnknownVin = 0x09,

    /// <summary>The pile has an unsettled bill.</summary>
    PileHasUnsettledBill = 0x0A,

    /// <summary>The pile does not support cards.</summary>
    NoCardSupport = 0x0B,
}

/// <summary>0x31 ↑ a driver asks at the pile to start.</summary>
public sealed record StartRequest : YkcMessage
{
    internal const byte Code = 0x31;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    /// <summary>Card, account or VIN.</summary>
    public required StartMode Mode { get; init; }

    /// <summary>A password goes with it.</summary>
    public bool WithPassword { get; init; }

    /// <summary>Physical card or account.</summary>
    public required Code8 Card { get; init; }

    /// <summary>MD5 of the password as 16 characters; empty when none.</summary>
    public string PasswordMd5 { get; init; } = "";

    /// <summary>VIN in reading order (the wire carries it back to front); empty unless the mode is VIN.</summary>
    public string Vin { get; init; } = "";

    internal static StartRequest Read(ref BodyReader from) => new()
    {
        Pile = from.Pile(),
        Gun = from.Gun(),
        Mode = (StartMode)from.U8(),
        WithPassword = from.U8() != 0,
        Card = from.Code(),
        PasswordMd5 = from.Text(16),
        Vin = from.ReversedText(17),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
        to.U8((byte)Mode);
        to.Flag(WithPassword);
        to.Code(Card);
        to.Text(PasswordMd5, 16);
        to.ReversedText(Vin, 17);
    }
}

/// <summary>0x32 ↓ the platform's answer to 0x31; it makes the transaction number.</summary>
public sealed record StartDecision : YkcMessage
{
    internal const byte Code = 0x32;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>The charge's number.</summary>
    public required TransactionNumber Transaction { get; init; }

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    /// <summary>The card's printed number.</summary>
    public Code8 LogicCard { get; init; }

    /// <summary>Balance in fen (0.01 CNY).</summary>
    public uint BalanceFen { get; init; }

    /// <summary>Whether the pile may start (1 on the wire).</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why not.</summary>
    public StartRefusal Refusal { get; init; }

    internal static StartDecision Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        LogicCard = from.Code(),
        BalanceFen = from.U32(),
        Accepted = from.U8() == 1,
        Refusal = (StartRefusal)from.U8(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        to.Code(LogicCard);
        to.U32(BalanceFen);
        to.Flag(Accepted);
        to.U8((byte)Refusal);
    }
}
