namespace Doorstep.Wire.Ykc;

/// <summary>Position of a ground lock's arm, and the command to it.</summary>
public enum LockArm : byte
{
    /// <summary>Neither up nor down.</summary>
    Between = 0x00,

    /// <summary>Up: the bay is closed.</summary>
    Up = 0x55,

    /// <summary>Down: the bay is open.</summary>
    Down = 0xFF,
}

/// <summary>Alarm of a ground lock.</summary>
public enum LockAlarm : byte
{
    /// <summary>None.</summary>
    None = 0x00,

    /// <summary>The arm did not reach its position.</summary>
    NotReached = 0x55,

    /// <summary>The arm was forced while idle.</summary>
    Forced = 0xFF,
}

/// <summary>0x61 ↑ state of a ground lock, at once on change, else every 5 min; the gun is a plain byte here.</summary>
public sealed record GroundLockReport : YkcMessage
{
    internal const byte Code = 0x61;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>Gun number, binary.</summary>
    public required byte GunNumber { get; init; }

    /// <summary>Where the arm is.</summary>
    public required LockArm Arm { get; init; }

    /// <summary>A car stands in the bay (FF on the wire).</summary>
    public required bool Occupied { get; init; }

    /// <summary>The lock's battery in percent.</summary>
    public byte BatteryPercent { get; init; }

    /// <summary>Alarm.</summary>
    public LockAlarm Alarm { get; init; }

    internal static GroundLockReport Read(ref BodyReader from) => new()
    {
        Pile = from.Pile(),
        GunNumber = from.U8(),
        Arm = (LockArm)from.U8(),
        Occupied = from.U8() != 0,
        BatteryPercent = from.U8(),
        Alarm = (LockAlarm)from.U8(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(GunNumber);
        to.U8((byte)Arm);
        to.U8((byte)(Occupied ? 0xFF : 0));
        to.U8(BatteryPercent);
        to.U8((byte)Alarm);
        to.U32(0);
    }
}

/// <summary>0x62 ↓ raises (<see cref="LockArm.Up"/>) or lowers (<see cref="LockArm.Down"/>) a ground lock; the four reserved bytes may be missing, as the protocol's printed length has it.</summary>
public sealed record GroundLockCommand(PileNumber Pile, byte GunNumber, LockArm Arm) : YkcMessage
{
    internal const byte Code = 0x62;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static GroundLockCommand Read(ref BodyReader from) => new(from.Pile(), from.U8(), (LockArm)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(GunNumber);
        to.U8((byte)Arm);
        to.U32(0);
    }
}

/// <summary>0x63 ↑ answers 0x62; 1 is success; the reserved bytes may be missing.</summary>
public sealed record GroundLockReply(PileNumber Pile, byte GunNumber, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x63;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static GroundLockReply Read(ref BodyReader from) => new(from.Pile(), from.U8(), from.U8() == 1);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8(GunNumber);
        to.Flag(Accepted);
        to.U32(0);
    }
}
