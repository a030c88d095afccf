namespace Doorstep.Wire.Ykc;

/// <summary>0x1B ↑ errors of the talk: 2-bit items, 0 ok, 1 timeout, 2 untrusted; the first-listed item sits in the lowest bits.</summary>
public sealed record BmsError : BmsMessage
{
    internal const byte Code = 0x1B;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>The eight bytes, first byte lowest.</summary>
    public required ulong Bits { get; init; }

    /// <summary>Recognition message SPN2560 = 00.</summary>
    public TwoBits Recognition00 => Item(Bits, 0);

    /// <summary>Recognition message SPN2560 = AA.</summary>
    public TwoBits RecognitionAA => Item(Bits, 1);

    /// <summary>Time synchronisation and highest output.</summary>
    public TwoBits TimeAndMaxOutput => Item(Bits, 4);

    /// <summary>Charger ready.</summary>
    public TwoBits ChargerReady => Item(Bits, 5);

    /// <summary>Charger status.</summary>
    public TwoBits ChargerStatus => Item(Bits, 8);

    /// <summary>Charger abort.</summary>
    public TwoBits ChargerAbort => Item(Bits, 9);

    /// <summary>Charger statistics.</summary>
    public TwoBits ChargerStatistics => Item(Bits, 12);

    /// <summary>BRM, the car's recognition.</summary>
    public TwoBits CarRecognition => Item(Bits, 16);

    /// <summary>BCP, the battery's parameters.</summary>
    public TwoBits CarParameters => Item(Bits, 20);

    /// <summary>BRO, the car's readiness.</summary>
    public TwoBits CarReady => Item(Bits, 21);

    /// <summary>BCS, the charging status.</summary>
    public TwoBits CarChargeStatus => Item(Bits, 24);

    /// <summary>BCL, the demand.</summary>
    public TwoBits CarDemand => Item(Bits, 25);

    /// <summary>BST, the car's abort.</summary>
    public TwoBits CarAbort => Item(Bits, 26);

    /// <summary>BSD, the car's statistics.</summary>
    public TwoBits CarStatistics => Item(Bits, 28);

    internal static BmsError Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        Bits = from.U64(),
    };

    private protected override void WriteStage(ref BodyWriter to) => to.U64(Bits);
}

/// <summary>0x1D ↑ the car ended the charge; 2-bit items, 1 is yes.</summary>
public sealed record BmsAbort : BmsMessage
{
    internal const byte Code = 0x1D;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Reason: 0 wanted SOC reached, 1 pack voltage reached, 2 cell voltage reached, 3 charger aborted.</summary>
    public required byte ReasonBits { get; init; }

    /// <summary>Faults: 0 insulation, 1 outlet connector hot, 2 BMS or connector hot, 3 connector, 4 pack hot, 5 relay, 6 detection point 2, 7 other.</summary>
    public required ushort FaultBits { get; init; }

    /// <summary>Errors: 0 over-current, 1 voltage abnormal.</summary>
    public required byte ErrorBits { get; init; }

    /// <summary>The wanted state of charge is reached.</summary>
    public bool SocReached => Item(ReasonBits, 0) == TwoBits.One;

    /// <summary>The charger aborted first.</summary>
    public bool ChargerAborted => Item(ReasonBits, 3) == TwoBits.One;

    /// <summary>Insulation fault.</summary>
    public bool Insulation => Item(FaultBits, 0) == TwoBits.One;

    /// <summary>Pack too hot.</summary>
    public bool PackOverTemperature => Item(FaultBits, 4) == TwoBits.One;

    /// <summary>Item <paramref name="number"/> of the faults, 0…7.</summary>
    public TwoBits Fault(int number) => Item(FaultBits, number);

    internal static BmsAbort Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        ReasonBits = from.U8(),
        FaultBits = from.U16(),
        ErrorBits = from.U8(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U8(ReasonBits);
        to.U16(FaultBits);
        to.U8(ErrorBits);
    }
}

/// <summary>0x21 ↑ the charger ended the charge; 2-bit items, 1 is yes.</summary>
public sealed record ChargerAbort : BmsMessage
{
    internal const byte Code = 0x21;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>Reason: 0 condition reached, 1 by hand, 2 abnormal, 3 the car aborted.</summary>
    public required byte ReasonBits { get; init; }

    /// <summary>Faults: 0 charger hot, 1 connector, 2 inside hot, 3 energy cannot pass, 4 emergency stop, 5 other.</summary>
    public required ushort FaultBits { get; init; }

    /// <summary>Errors: 0 current does not match, 1 voltage abnormal.</summary>
    public required byte ErrorBits { get; init; }

    /// <summary>Emergency stop.</summary>
    public bool EmergencyStop => Item(FaultBits, 4) == TwoBits.One;

    /// <summary>Item <paramref name="number"/> of the faults, 0…7.</summary>
    public TwoBits Fault(int number) => Item(FaultBits, number);

    internal static ChargerAbort Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        ReasonBits = from.U8(),
        FaultBits = from.U16(),
        ErrorBits = from.U8(),
    };

    private protected override void WriteStage(ref BodyWriter to)
    {
        to.U8(ReasonBits);
        to.U16(FaultBits);
        to.U8(ErrorBits);
    }
}
