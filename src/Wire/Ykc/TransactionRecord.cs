namespace Doorstep.Wire.Ykc;

/// <summary>What began a charge, as the pile's record says.</summary>
public enum TradeFlag : byte
{
    /// <summary>Started by app.</summary>
    App = 1,

    /// <summary>Started by card.</summary>
    Card = 2,

    /// <summary>Started by card while offline.</summary>
    OfflineCard = 4,

    /// <summary>Started by VIN.</summary>
    Vin = 5,
}

/// <summary>One period of a record: unit price in 10⁻⁵ CNY/kWh (electricity and service), energies in 10⁻⁴ kWh, amount in 10⁻⁴ CNY.</summary>
public readonly record struct RecordPeriod(uint UnitPrice, uint EnergyDeciWh, uint LossEnergyDeciWh, uint AmountCentiFen)
{
    internal static RecordPeriod Read(ref BodyReader from) => new(from.U32(), from.U32(), from.U32(), from.U32());

    internal void Write(ref BodyWriter to)
    {
        to.U32(UnitPrice);
        to.U32(EnergyDeciWh);
        to.U32(LossEnergyDeciWh);
        to.U32(AmountCentiFen);
    }
}

/// <summary>What V1.7 adds to a record: the meter's number (12 hex digits), cipher (68), protocol version (4) and encryption flag.</summary>
public sealed record SealedMeter(string Number, string Cipher, string ProtocolVersion, byte Encrypted)
{
    internal static SealedMeter Read(ref BodyReader from) => new(from.Hex(6), from.Hex(34), from.Hex(2), from.U8());

    internal void Write(ref BodyWriter to)
    {
        to.Hex(Number, 6);
        to.Hex(Cipher, 34);
        to.Hex(ProtocolVersion, 2);
        to.U8(Encrypted);
    }
}

/// <summary>0x3B (V1.7: 0x3D) ↑ the record of a charge, within 30 s of its end, repeated until 0x40 (§2.6, §6); the pile rounds its amounts in its own way.</summary>
public sealed record TransactionRecord : YkcMessage
{
    internal const byte Code = 0x3B;
    internal const byte CodeV17 = 0x3D;

    /// <inheritdoc/>
    public override byte Type => Meter is null ? Code : CodeV17;

    /// <summary>The charge's number.</summary>
    public required TransactionNumber Transaction { get; init; }

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    /// <summary>Begin.</summary>
    public required Cp56Time Start { get; init; }

    /// <summary>End.</summary>
    public required Cp56Time End { get; init; }

    /// <summary>The sealed meter of V1.7; null in V1.5 and V1.6.</summary>
    public SealedMeter? Meter { get; init; }

    /// <summary>尖.</summary>
    public RecordPeriod Tip { get; init; }

    /// <summary>峰.</summary>
    public RecordPeriod Peak { get; init; }

    /// <summary>平.</summary>
    public RecordPeriod Flat { get; init; }

    /// <summary>谷.</summary>
    public RecordPeriod Valley { get; init; }

    /// <summary>Meter at the start in 10⁻⁴ kWh, 40 bits.</summary>
    public required ulong MeterStartDeciWh { get; init; }

    /// <summary>Meter at the end in 10⁻⁴ kWh, 40 bits.</summary>
    public required ulong MeterEndDeciWh { get; init; }

    /// <summary>Energy in 10⁻⁴ kWh.</summary>
    public required uint TotalEnergyDeciWh { get; init; }

    /// <summary>Energy including loss in 10⁻⁴ kWh.</summary>
    public required uint TotalLossEnergyDeciWh { get; init; }

    /// <summary>The pile's amount in 10⁻⁴ CNY.</summary>
    public required uint TotalAmountCentiFen { get; init; }

    /// <summary>VIN in reading order, as on the wire (unlike 0x31).</summary>
    public string Vin { get; init; } = "";

    /// <summary>What began the charge.</summary>
    public required TradeFlag Trade { get; init; }

    /// <summary>When the pile closed the trade.</summary>
    public required Cp56Time TradeTime { get; init; }

    /// <summary>Why the charge ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The card; zeros when none.</summary>
    public Code8 PhysicalCard { get; init; }

    internal static TransactionRecord Read(ref BodyReader from, bool sealedMeter) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        Start = from.Time(),
        End = from.Time(),
        Meter = sealedMeter ? SealedMeter.Read(ref from) : null,
        Tip = RecordPeriod.Read(ref from),
        Peak = RecordPeriod.Read(ref from),
        Flat = RecordPeriod.Read(ref from),
        Valley = RecordPeriod.Read(ref from),
        MeterStartDeciWh = from.U40(),
        MeterEndDeciWh = from.U40(),
        TotalEnergyDeciWh = from.U32(),
        TotalLossEnergyDeciWh = from.U32(),
        TotalAmountCentiFen = from.U32(),
        Vin = from.Text(17),
        Trade = (TradeFlag)from.U8(),
        TradeTime = from.Time(),
        StopReason = (StopReason)from.U8(),
        PhysicalCard = from.Code(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        to.Time(Start);
        to.Time(End);
        Meter?.Write(ref to);
        Tip.Write(ref to);
        Peak.Write(ref to);
        Flat.Write(ref to);
        Valley.Write(ref to);
        to.U40(MeterStartDeciWh);
        to.U40(MeterEndDeciWh);
        to.U32(TotalEnergyDeciWh);
        to.U32(TotalLossEnergyDeciWh);
        to.U32(TotalAmountCentiFen);
        to.Text(Vin, 17);
        to.U8((byte)Trade);
        to.Time(TradeTime);
        to.U8((byte)StopReason);
        to.Code(PhysicalCard);
    }
}

/// <summary>0x40 ↓ acknowledges a record; on the wire 0 is stored and 1 is an illegal bill. It means "received", not "settled", and answers repeats too.</summary>
public sealed record TransactionRecordReply(TransactionNumber Transaction, bool Stored) : YkcMessage
{
    internal const byte Code = 0x40;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>The frame names no pile; this is the pile inside the transaction number.</summary>
    public override PileNumber Pile { get; init; } = Transaction.Pile;

    internal static TransactionRecordReply Read(ref BodyReader from) => new(from.Transaction(), from.U8() == 0);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Flag(!Stored);
    }
}
