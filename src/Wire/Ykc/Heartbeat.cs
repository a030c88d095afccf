namespace Doorstep.Wire.Ykc;

/// <summary>0x03 ↑ heartbeat, every 10 s for each gun; three missed mean the link is dead (§2.1).</summary>
public sealed record Heartbeat(PileNumber Pile, Gun Gun, bool Faulted) : YkcMessage
{
    internal const byte Code = 0x03;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static Heartbeat Read(ref BodyReader from) => new(from.Pile(), from.Gun(), from.U8() != 0);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
        to.Flag(Faulted);
    }
}

/// <summary>0x04 ↓ heartbeat reply.</summary>
public sealed record HeartbeatReply(PileNumber Pile, Gun Gun) : YkcMessage
{
    internal const byte Code = 0x04;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static HeartbeatReply Read(ref BodyReader from)
    {
        var reply = new HeartbeatReply(from.Pile(), from.Gun());
        from.U8();
        return reply;
    }

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
        to.U8(0);
    }
}
