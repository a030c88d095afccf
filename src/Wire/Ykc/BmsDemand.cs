namespace Doorstep.Wire.Ykc;

/// <summary>0x23 ↑ what the car asks for and what the pile gives, every 15 s.</summary>
public sealed record BmsDemand : BmsMessage
{
    internal const byte Code = 0x23;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Voltage asked for in 0.1 V.</summary>
    public required ushort DemandDeciVolts { get; init; }

    /// <summary>Current asked for.</summary>
    public required BmsCurrent DemandCurrent { get; init; }

    /// <summary>1 constant voltage, 2 constant current.</summary>
    public byte Mode { get; init; }

    /// <summary>Voltage the car measures in 0.1 V.</summary>
    public ushort MeasuredDeciVolts { get; init; }

    /// <summary>Current the car measures.</summary>
    public BmsCurrent MeasuredCurrent { get; init; }

    /// <summary>Highest cell: bits 1–12 in 0.01 V, bits 13–16 its group.</summary>
    public ushort HighestCell { get; init; }

    /// <summary>State of charge in percent.</summary>
    public byte StateOfCharge { get; init; }

    /// <summary>Minutes left as the car estimates.</summary>
    public ushort RemainingMinutes { get; init; }

    /// <summary>Voltage the pile gives in 0.1 V.</summary>
    public ushort PileDeciVolts { get; init; }

    /// <summary>Current the pile gives.</summary>
    public BmsCurrent PileCurrent { get; init; }

    /// <summary>Minutes charged.</summary>
    public ushort ChargedMinutes { get; init; }

    /// <summary>Highest cell voltage in 0.01 V.</summary>
    public int HighestCellCentiVolts => HighestCell & 0x0FFF;

    /// <summary>Group of the highest cell.</summary>
    public int HighestCellGroup => HighestCell >> 12;

    internal static BmsDemand Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        DemandDeciVolts = from.U16(),
        DemandCurrent = from.Current(),
        Mode = from.U8(),
        MeasuredDeciVolts = from.U16(),
        MeasuredCurrent = from.Current(),
        HighestCell = from.U16(),
        StateOfCharge = from.U8(),
        RemainingMinutes = from.U16(),
        PileDeciVolts = from.U16(),
        PileCurrent = from.Current(),
        ChargedMinutes = from.U16(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U16(DemandDeciVolts);
        to.Current(DemandCurrent);
        to.U8(Mode);
        to.U16(MeasuredDeciVolts);
        to.Current(MeasuredCurrent);
        to.U16(HighestCell);
        to.U8(StateOfCharge);
        to.U16(RemainingMinutes);
        to.U16(PileDeciVolts);
        to.Current(PileCurrent);
        to.U16(ChargedMinutes);
    }
}

/// <summary>0x25 ↑ state of the battery, every 15 s.</summary>
public sealed record BmsStatus : BmsMessage
{
    internal const byte Code = 0x25;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Number of the highest cell less 1.</summary>
    public required byte HighestCellLessOne { get; init; }

    /// <summary>Highest temperature.</summary>
    public required OffsetTemperature MaxTemperature { get; init; }

    /// <summary>Where it was measured, less 1.</summary>
    public byte MaxTemperaturePointLessOne { get; init; }

    /// <summary>Lowest temperature.</summary>
    public required OffsetTemperature MinTemperature { get; init; }

    /// <summary>Where it was measured, less 1.</summary>
    public byte MinTemperaturePointLessOne { get; init; }

    /// <summary>2-bit items from the lowest: cell voltage, SOC, over-current, over-temperature, insulation, connector, permission, spare.</summary>
    public required ushort StatusBits { get; init; }

    /// <summary>Cell voltage: 1 too high, 2 too low.</summary>
    public TwoBits CellVoltage => Item(StatusBits, 0);

    /// <summary>State of charge: 1 too high, 2 too low.</summary>
    public TwoBits Soc => Item(StatusBits, 1);

    /// <summary>Over-current.</summary>
    public TwoBits OverCurrent => Item(StatusBits, 2);

    /// <summary>Over-temperature.</summary>
    public TwoBits OverTemperature => Item(StatusBits, 3);

    /// <summary>Insulation abnormal.</summary>
    public TwoBits Insulation => Item(StatusBits, 4);

    /// <summary>Connector abnormal.</summary>
    public TwoBits Connector => Item(StatusBits, 5);

    /// <summary>The car allows charging (00 forbids, 01 allows).</summary>
    public bool ChargingAllowed => Item(StatusBits, 6) == TwoBits.One;

    internal static BmsStatus Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        HighestCellLessOne = from.U8(),
        MaxTemperature = from.Temperature(),
        MaxTemperaturePointLessOne = from.U8(),
        MinTemperature = from.Temperature(),
        MinTemperaturePointLessOne = from.U8(),
        StatusBits = from.U16(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U8(HighestCellLessOne);
        to.Temperature(MaxTemperature);
        to.U8(MaxTemperaturePointLessOne);
        to.Temperature(MinTemperature);
        to.U8(MinTemperaturePointLessOne);
        to.U16(StatusBits);
    }
}
