namespace Doorstep.Wire.Ykc;

/// <summary>Why a pile did not follow a remote stop (0x35).</summary>
public enum RemoteStopFailure : byte
{
    /// <summary>It did.</summary>
    None = 0,

    /// <summary>Not this pile's number.</summary>
    NumberMismatch = 1,

    /// <summary>The gun is not charging.</summary>
    NotCharging = 2,

    /// <summary>Something else.</summary>
    Other = 3,
}

/// <summary>0x36 ↓ the platform stops a charge; its order is closed on sending, the pile must stop (§2.5).</summary>
public sealed record RemoteStop(PileNumber Pile, Gun Gun) : YkcMessage
{
    internal const byte Code = 0x36;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static RemoteStop Read(ref BodyReader from) => new(from.Pile(), from.Gun());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
    }
}

/// <summary>0x35 ↑ answers 0x36; 1 is success.</summary>
public sealed record RemoteStopReply(PileNumber Pile, Gun Gun, bool Accepted, RemoteStopFailure Failure) : YkcMessage
{
    internal const byte Code = 0x35;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static RemoteStopReply Read(ref BodyReader from) =>
        new(from.Pile(), from.Gun(), from.U8() == 1, (RemoteStopFailure)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Gun(Gun);
        to.Flag(Accepted);
        to.U8((byte)Failure);
    }
}
