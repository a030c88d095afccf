using System.Collections.Immutable;

namespace Doorstep.Wire.Ykc;

/// <summary>Prices of one period in 10⁻⁵ CNY per kWh, electricity and service fee apart.</summary>
public readonly record struct PeriodPrice(uint Electricity, uint Service)
{
    internal static PeriodPrice Read(ref BodyReader from) => new(from.U32(), from.U32());

    internal void Write(ref BodyWriter to)
    {
        to.U32(Electricity);
        to.U32(Service);
    }
}

/// <summary>The four periods of a day, as the numbers of the 48 half hours.</summary>
public enum TariffPeriod : byte
{
    /// <summary>尖.</summary>
    Tip = 0,

    /// <summary>峰.</summary>
    Peak = 1,

    /// <summary>平.</summary>
    Flat = 2,

    /// <summary>谷.</summary>
    Valley = 3,
}

/// <summary>The tariff a pile bills by (body of 0x0A and 0x58 after the pile number).</summary>
public sealed record BillingModel
{
    /// <summary>Half hours of a day.</summary>
    public const int HalfHoursOfDay = 48;

    /// <summary>Number as four hex digits; "0000" is what a pile without a model asks with.</summary>
    public required string Number { get; init; }

    /// <summary>尖.</summary>
    public required PeriodPrice Tip { get; init; }

    /// <summary>峰.</summary>
    public required PeriodPrice Peak { get; init; }

    /// <summary>平.</summary>
    public required PeriodPrice Flat { get; init; }

    /// <summary>谷.</summary>
    public required PeriodPrice Valley { get; init; }

    /// <summary>Loss ratio; the platform keeps it 0.</summary>
    public byte LossRatio { get; init; }

    /// <summary>48 period numbers from 00:00 local time.</summary>
    public required ImmutableArray<TariffPeriod> HalfHours { get; init; }

    /// <summary>The prices of a period; a number outside 0…3 has none.</summary>
    public PeriodPrice? PriceOf(TariffPeriod period) => period switch
    {
        TariffPeriod.Tip => Tip,
        TariffPeriod.Peak => Peak,
        TariffPeriod.Flat => Flat,
        TariffPeriod.Valley => Valley,
        _ => null,
    };

    /// <summary>Equal when every field and every half hour is equal.</summary>
    public bool Equals(BillingModel? other) => other is not null
        && Number == other.Number && LossRatio == other.LossRatio
        && Tip == other.Tip && Peak == other.Peak && Flat == other.Flat && Valley == other.Valley
        && HalfHours.AsSpan().SequenceEqual(other.HalfHours.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Tip, Peak, Flat, Valley);

    internal static BillingModel Read(ref BodyReader from) => new()
    {
        Number = from.Hex(2),
        Tip = PeriodPrice.Read(ref from),
        Peak = PeriodPrice.Read(ref from),
        Flat = PeriodPrice.Read(ref from),
        Valley = PeriodPrice.Read(ref from),
        LossRatio = from.U8(),
        HalfHours = ReadHalfHours(from.Bytes(HalfHoursOfDay)),
    };

    internal void Write(ref BodyWriter to)
    {
        if (HalfHours.IsDefault || HalfHours.Length != HalfHoursOfDay)
        {
            throw new InvalidOperationException("A billing model has 48 half hours.");
        }

        to.Hex(Number, 2);
        Tip.Write(ref to);
        Peak.Write(ref to);
        Flat.Write(ref to);
        Valley.Write(ref to);
        to.U8(LossRatio);
        foreach (var period in HalfHours)
        {
            to.U8((byte)period);
        }
    }

    private static ImmutableArray<TariffPeriod> ReadHalfHours(ReadOnlySpan<byte> bytes)
    {
        var periods = ImmutableArray.CreateBuilder<TariffPeriod>(bytes.Length);
        foreach (var b in bytes)
        {
            periods.Add((TariffPeriod)b);
        }

        return periods.MoveToImmutable();
    }
}

/// <summary>0x05 ↑ asks whether a model is current; "0000" on first connection.</summary>
public sealed record ModelCheck(PileNumber Pile, string ModelNumber) : YkcMessage
{
    internal const byte Code = 0x05;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelCheck Read(ref BodyReader from) => new(from.Pile(), from.Hex(2));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Hex(ModelNumber, 2);
    }
}

/// <summary>0x06 ↓ tells whether the model is current; on the wire 0 is the same, 1 differs.</summary>
public sealed record ModelCheckReply(PileNumber Pile, string ModelNumber, bool Same) : YkcMessage
{
    internal const byte Code = 0x06;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelCheckReply Read(ref BodyReader from) => new(from.Pile(), from.Hex(2), from.U8() == 0);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Hex(ModelNumber, 2);
        to.Flag(!Same);
    }
}

/// <summary>0x09 ↑ asks for the model; a pile must not charge until it has one (§2.1).</summary>
public sealed record ModelRequest(PileNumber Pile) : YkcMessage
{
    internal const byte Code = 0x09;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelRequest Read(ref BodyReader from) => new(from.Pile());

    internal override void WriteBody(ref BodyWriter to) => to.Pile(Pile);
}

/// <summary>0x0A ↓ the model a pile asked for.</summary>
public sealed record ModelReply(PileNumber Pile, BillingModel Model) : YkcMessage
{
    internal const byte Code = 0x0A;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelReply Read(ref BodyReader from) => new(from.Pile(), BillingModel.Read(ref from));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        Model.Write(ref to);
    }
}

/// <summary>0x58 ↓ sets a model; sent only while the pile is idle (§2.2).</summary>
public sealed record ModelSet(PileNumber Pile, BillingModel Model) : YkcMessage
{
    internal const byte Code = 0x58;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelSet Read(ref BodyReader from) => new(from.Pile(), BillingModel.Read(ref from));

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        Model.Write(ref to);
    }
}

/// <summary>0x57 ↑ answers 0x58; 1 is success.</summary>
public sealed record ModelSetReply(PileNumber Pile, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x57;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ModelSetReply Read(ref BodyReader from) => new(from.Pile(), from.U8() == 1);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(Accepted);
    }
}
