namespace Doorstep.Wire.Ykc;

/// <summary>0x17 ↑ parameters: what battery and pile allow.</summary>
public sealed record BmsParameters : BmsMessage
{
    internal const byte Code = 0x17;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Highest cell voltage allowed in 0.01 V.</summary>
    public required ushort CellMaxCentiVolts { get; init; }

    /// <summary>Highest charging current allowed.</summary>
    public required BmsCurrent MaxCurrent { get; init; }

    /// <summary>Nominal energy in 0.1 kWh.</summary>
    public ushort NominalDeciKWh { get; init; }

    /// <summary>Highest pack voltage allowed in 0.1 V.</summary>
    public ushort MaxDeciVolts { get; init; }

    /// <summary>Highest temperature allowed.</summary>
    public OffsetTemperature MaxTemperature { get; init; }

    /// <summary>State of charge in 0.1 %.</summary>
    public ushort StateOfChargeTenths { get; init; }

    /// <summary>Battery voltage in 0.1 V (the protocol prints no resolution; 0.1 in practice).</summary>
    public ushort BatteryDeciVolts { get; init; }

    /// <summary>Highest voltage of the pile in 0.1 V.</summary>
    public ushort PileMaxDeciVolts { get; init; }

    /// <summary>Lowest voltage of the pile in 0.1 V.</summary>
    public ushort PileMinDeciVolts { get; init; }

    /// <summary>Highest current of the pile.</summary>
    public BmsCurrent PileMaxCurrent { get; init; }

    /// <summary>Lowest current of the pile.</summary>
    public BmsCurrent PileMinCurrent { get; init; }

    internal static BmsParameters Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        CellMaxCentiVolts = from.U16(),
        MaxCurrent = from.Current(),
        NominalDeciKWh = from.U16(),
        MaxDeciVolts = from.U16(),
        MaxTemperature = from.Temperature(),
        StateOfChargeTenths = from.U16(),
        BatteryDeciVolts = from.U16(),
        PileMaxDeciVolts = from.U16(),
        PileMinDeciVolts = from.U16(),
        PileMaxCurrent = from.Current(),
        PileMinCurrent = from.Current(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U16(CellMaxCentiVolts);
        to.Current(MaxCurrent);
        to.U16(NominalDeciKWh);
        to.U16(MaxDeciVolts);
        to.Temperature(MaxTemperature);
        to.U16(StateOfChargeTenths);
        to.U16(BatteryDeciVolts);
        to.U16(PileMaxDeciVolts);
        to.U16(PileMinDeciVolts);
        to.Current(PileMaxCurrent);
        to.Current(PileMinCurrent);
    }
}

/// <summary>0x19 ↑ end of a DC charge: the battery's closing figures, sent before the record.</summary>
public sealed record BmsChargeEnd : BmsMessage
{
    internal const byte Code = 0x19;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>State of charge in percent.</summary>
    public required byte StateOfCharge { get; init; }

    /// <summary>Lowest cell voltage in 0.01 V.</summary>
    public ushort CellMinCentiVolts { get; init; }

    /// <summary>Highest cell voltage in 0.01 V.</summary>
    public ushort CellMaxCentiVolts { get; init; }

    /// <summary>Lowest temperature.</summary>
    public OffsetTemperature MinTemperature { get; init; }

    /// <summary>Highest temperature.</summary>
    public OffsetTemperature MaxTemperature { get; init; }

    /// <summary>Minutes charged.</summary>
    public ushort ChargedMinutes { get; init; }

    /// <summary>Energy given in 0.1 kWh.</summary>
    public ushort EnergyDeciKWh { get; init; }

    /// <summary>Number of the charger.</summary>
    public uint ChargerNumber { get; init; }

    internal static BmsChargeEnd Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        StateOfCharge = from.U8(),
        CellMinCentiVolts = from.U16(),
        CellMaxCentiVolts = from.U16(),
        MinTemperature = from.Temperature(),
        MaxTemperature = from.Temperature(),
        ChargedMinutes = from.U16(),
        EnergyDeciKWh = from.U16(),
        ChargerNumber = from.U32(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U8(StateOfCharge);
        to.U16(CellMinCentiVolts);
        to.U16(CellMaxCentiVolts);
        to.Temperature(MinTemperature);
        to.Temperature(MaxTemperature);
        to.U16(ChargedMinutes);
        to.U16(EnergyDeciKWh);
        to.U32(ChargerNumber);
    }
}
