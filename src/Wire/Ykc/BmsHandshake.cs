namespace Doorstep.Wire.Ykc;

/// <summary>Chemistry of a traction battery as the car tells it in 0x15.</summary>
public enum BatteryType : byte
{
    /// <summary>Lead-acid.</summary>
    LeadAcid = 1,

    /// <summary>Nickel metal hydride.</summary>
    NickelMetalHydride = 2,

    /// <summary>Lithium iron phosphate.</summary>
    LithiumIronPhosphate = 3,

    /// <summary>Lithium manganese oxide.</summary>
    LithiumManganese = 4,

    /// <summary>Lithium cobalt oxide.</summary>
    LithiumCobalt = 5,

    /// <summary>Nickel cobalt manganese.</summary>
    Ternary = 6,

    /// <summary>Lithium polymer.</summary>
    Polymer = 7,

    /// <summary>Lithium titanate.</summary>
    LithiumTitanate = 8,

    /// <summary>Other.</summary>
    Other = 0xFF,
}

/// <summary>0x15 ↑ handshake: who the car is.</summary>
public sealed record BmsHandshake : BmsMessage
{
    internal const byte Code = 0x15;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>GB/T 27930 version as 6 hex digits; "010100" is V1.1.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Chemistry.</summary>
    public required BatteryType Battery { get; init; }

    /// <summary>Rated capacity in 0.1 Ah.</summary>
    public ushort CapacityDeciAh { get; init; }

    /// <summary>Rated voltage in 0.1 V.</summary>
    public ushort VoltageDeciVolts { get; init; }

    /// <summary>Maker, at most 4 characters.</summary>
    public string Maker { get; init; } = "";

    /// <summary>Serial number of the pack as 8 hex digits.</summary>
    public string Serial { get; init; } = "00000000";

    /// <summary>Year of production less 1985.</summary>
    public byte YearSince1985 { get; init; }

    /// <summary>Month of production.</summary>
    public byte Month { get; init; }

    /// <summary>Day of production.</summary>
    public byte Day { get; init; }

    /// <summary>Number of charges so far, 24 bits.</summary>
    public uint ChargeCount { get; init; }

    /// <summary>0 leased, 1 owned by the car.</summary>
    public byte Ownership { get; init; }

    /// <summary>Reserved.</summary>
    public byte Reserved { get; init; }

    /// <summary>VIN, 17 characters, forward order.</summary>
    public string Vin { get; init; } = "";

    /// <summary>BMS software version as 16 hex digits.</summary>
    public string Software { get; init; } = "0000000000000000";

    internal static BmsHandshake Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        ProtocolVersion = from.Hex(3),
        Battery = (BatteryType)from.U8(),
        CapacityDeciAh = from.U16(),
        VoltageDeciVolts = from.U16(),
        Maker = from.Text(4),
        Serial = from.Hex(4),
        YearSince1985 = from.U8(),
        Month = from.U8(),
        Day = from.U8(),
        ChargeCount = from.U24(),
        Ownership = from.U8(),
        Reserved = from.U8(),
        Vin = from.Text(17),
        Software = from.Hex(8),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.Hex(ProtocolVersion, 3);
        to.U8((byte)Battery);
        to.U16(CapacityDeciAh);
        to.U16(VoltageDeciVolts);
        to.Text(Maker, 4);
        to.Hex(Serial, 4);
        to.U8(YearSince1985);
        to.U8(Month);
        to.U8(Day);
        to.U24(ChargeCount);
        to.U8(Ownership);
        to.U8(Reserved);
        to.Text(Vin, 17);
        to.Hex(Software, 8);
    }
}
