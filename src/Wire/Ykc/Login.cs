namespace Doorstep.Wire.Ykc;

/// <summary>What kind of current a pile gives, as told at login.</summary>
public enum PileKind : byte
{
    /// <summary>Direct current.</summary>
    Dc = 0,

    /// <summary>Alternating current.</summary>
    Ac = 1,
}

/// <summary>0x01 ↑ login, the first message of a connection (§3).</summary>
public sealed record Login : YkcMessage
{
    internal const byte Code = 0x01;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override required PileNumber Pile { get; init; }

    /// <summary>Direct or alternating current.</summary>
    public required PileKind Kind { get; init; }

    /// <summary>Number of guns.</summary>
    public required byte GunCount { get; init; }

    /// <summary>Protocol version × 10: 15 is V1.5, 16 is V1.6.</summary>
    public required byte ProtocolVersion { get; init; }

    /// <summary>Firmware name, at most 8 characters.</summary>
    public required string Program { get; init; }

    /// <summary>0 SIM, 1 LAN, 2 WAN, 3 other.</summary>
    public required byte Network { get; init; }

    /// <summary>SIM or ICCID as 20 hex digits; real ones hold letters.</summary>
    public required string Sim { get; init; }

    /// <summary>0 China Mobile, 2 Telecom, 3 Unicom, 4 other.</summary>
    public required byte Carrier { get; init; }

    internal static Login Read(ref BodyReader from) => new()
    {
        Pile = from.Pile(),
        Kind = (PileKind)from.U8(),
        GunCount = from.U8(),
        ProtocolVersion = from.U8(),
        Program = from.Text(8),
        Network = from.U8(),
        Sim = from.Hex(10),
        Carrier = from.U8(),
    };

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8((byte)Kind);
        to.U8(GunCount);
        to.U8(ProtocolVersion);
        to.Text(Program, 8);
        to.U8(Network);
        to.Hex(Sim, 10);
        to.U8(Carrier);
    }
}

/// <summary>0x02 ↓ login reply; on the wire 0 is success. After a refusal the platform closes the link (§2.1).</summary>
public sealed record LoginReply(PileNumber Pile, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x02;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static LoginReply Read(ref BodyReader from) => new(from.Pile(), from.U8() == 0);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(!Accepted);
    }
}
