namespace Doorstep.Wire.Ykc;

/// <summary>State of a gun in 0x13.</summary>
public enum GunStatus : byte
{
    /// <summary>Offline.</summary>
    Offline = 0,

    /// <summary>Fault.</summary>
    Fault = 1,

    /// <summary>Idle, plugged in or not.</summary>
    Idle = 2,

    /// <summary>Charging.</summary>
    Charging = 3,
}

/// <summary>Whether the gun hangs in its holder.</summary>
public enum GunHome : byte
{
    /// <summary>Not in the holder.</summary>
    Away = 0,

    /// <summary>In the holder.</summary>
    Homed = 1,

    /// <summary>The pile cannot tell.</summary>
    Unknown = 2,
}

/// <summary>Hardware faults of 0x13; the protocol's "Bit1" is the lowest bit.</summary>
[Flags]
public enum HardwareFaults
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Emergency stop pressed.</summary>
    EmergencyStop = 1 << 0,

    /// <summary>No rectifier module.</summary>
    NoRectifier = 1 << 1,

    /// <summary>Air outlet too hot.</summary>
    OutletOverTemperature = 1 << 2,

    /// <summary>AC surge arrester.</summary>
    SurgeArrester = 1 << 3,

    /// <summary>Link to unit DC20.</summary>
    Dc20Link = 1 << 4,

    /// <summary>Link to insulation monitor FC08.</summary>
    InsulationLink = 1 << 5,

    /// <summary>Link to the meter.</summary>
    MeterLink = 1 << 6,

    /// <summary>Link to the card reader.</summary>
    CardReaderLink = 1 << 7,

    /// <summary>Link to unit RC10.</summary>
    Rc10Link = 1 << 8,

    /// <summary>Fan board.</summary>
    FanBoard = 1 << 9,

    /// <summary>DC fuse.</summary>
    DcFuse = 1 << 10,

    /// <summary>High voltage contactor.</summary>
    Contactor = 1 << 11,

    /// <summary>Door open.</summary>
    DoorOpen = 1 << 12,
}

/// <summary>0x12 ↓ asks for 0x13 at once.</summary>
public sealed record ReadRealtime(PileNumber Pile, Gun Gun) : YkcMessage
{
    internal const byte Code = 0x12;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static ReadRealtime Read(ref BodyReader from) => new(from.Pile(), from.Gun());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
    }
}

/// <summary>0x13 ↑ live figures: idle every 5 min, charging every 15 s, at once on change, and as answer to 0x12 (§2.3, §4).</summary>
public sealed record Realtime : YkcMessage
{
    internal const byte Code = 0x13;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <summary>The running charge; zeros when idle.</summary>
    public required TransactionNumber Transaction { get; init; }

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>The gun.</summary>
    public required Gun Gun { get; init; }

    /// <summary>State of the gun.</summary>
    public required GunStatus Status { get; init; }

    /// <summary>Gun in its holder or not.</summary>
    public GunHome Home { get; init; }

    /// <summary>A car is plugged in.</summary>
    public bool Plugged { get; init; }

    /// <summary>Output voltage in 0.1 V.</summary>
    public ushort VoltageDeciVolts { get; init; }

    /// <summary>Output current in 0.1 A, no offset.</summary>
    public ushort CurrentDeciAmperes { get; init; }

    /// <summary>Cable temperature as sent; an idle pile sends zeros, so read <see cref="CableCelsius"/>.</summary>
    public OffsetTemperature CableTemperature { get; init; }

    /// <summary>Cable code.</summary>
    public Code8 CableCode { get; init; }

    /// <summary>State of charge in percent; 0 from AC piles, which cannot know it.</summary>
    public byte StateOfCharge { get; init; }

    /// <summary>Hottest point of the battery as sent; read <see cref="BatteryCelsius"/>.</summary>
    public OffsetTemperature BatteryTemperature { get; init; }

    /// <summary>Minutes charged.</summary>
    public ushort ChargedMinutes { get; init; }

    /// <summary>Minutes left as the car estimates.</summary>
    public ushort RemainingMinutes { get; init; }

    /// <summary>Energy of this charge in 10⁻⁴ kWh (tenths of a Wh).</summary>
    public uint EnergyDeciWh { get; init; }

    /// <summary>Energy including loss in 10⁻⁴ kWh.</summary>
    public uint LossEnergyDeciWh { get; init; }

    /// <summary>The pile's own amount in 10⁻⁴ CNY (hundredths of a fen).</summary>
    public uint AmountCentiFen { get; init; }

    /// <summary>Hardware faults.</summary>
    public HardwareFaults Faults { get; init; }

    /// <summary>Cable temperature in °C, or null unless charging, since idle piles send zeros that would read −50.</summary>
    public int? CableCelsius => Status == GunStatus.Charging ? CableTemperature.Celsius : null;

    /// <summary>Battery temperature in °C, or null unless charging or when the byte is zero (AC piles know none).</summary>
    public int? BatteryCelsius => Status == GunStatus.Charging && BatteryTemperature.Raw != 0 ? BatteryTemperature.Celsius : null;

    internal static Realtime Read(ref BodyReader from) => new()
    {
        Transaction = from.Transaction(),
        Pile = from.Pile(),
        Gun = from.Gun(),
        Status = (GunStatus)from.U8(),
        Home = (GunHome)from.U8(),
        Plugged = from.U8() != 0,
        VoltageDeciVolts = from.U16(),
        CurrentDeciAmperes = from.U16(),
        CableTemperature = from.Temperature(),
        CableCode = from.Code(),
        StateOfCharge = from.U8(),
        BatteryTemperature = from.Temperature(),
        ChargedMinutes = from.U16(),
        RemainingMinutes = from.U16(),
        EnergyDeciWh = from.U32(),
        LossEnergyDeciWh = from.U32(),
        AmountCentiFen = from.U32(),
        Faults = (HardwareFaults)from.U16(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Transaction(Transaction);
        to.Pile(Pile);
        to.Gun(Gun);
        to.U8((byte)Status);
        to.U8((byte)Home);
        to.Flag(Plugged);
        to.U16(VoltageDeciVolts);
        to.U16(CurrentDeciAmperes);
        to.Temperature(CableTemperature);
        to.Code(CableCode);
        to.U8(StateOfCharge);
        to.Temperature(BatteryTemperature);
        to.U16(ChargedMinutes);
        to.U16(RemainingMinutes);
        to.U32(EnergyDeciWh);
        to.U32(LossEnergyDeciWh);
        to.U32(AmountCentiFen);
        to.U16((ushort)Faults);
    }
}
