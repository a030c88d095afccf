namespace Doorstep.Wire.Ykc;

/// <summary>When a pile is to carry out a reboot or update.</summary>
public enum ExecuteWhen : byte
{
    /// <summary>At once.</summary>
    Now = 1,

    /// <summary>When idle.</summary>
    WhenIdle = 2,
}

/// <summary>0x92 ↓ reboots the pile.</summary>
public sealed record Reboot(PileNumber Pile, ExecuteWhen When) : YkcMessage
{
    internal const byte Code = 0x92;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static Reboot Read(ref BodyReader from) => new(from.Pile(), (ExecuteWhen)from.U8());

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.U8((byte)When);
    }
}

/// <summary>0x91 ↑ answers 0x92; 1 is success.</summary>
public sealed record RebootReply(PileNumber Pile, bool Accepted) : YkcMessage
{
    internal const byte Code = 0x91;

    /// <inheritdoc/>
    public override byte Type => Code;

    internal static RebootReply Read(ref BodyReader from) => new(from.Pile(), from.U8() == 1);

    internal override void WriteBody(ref BodyWriter to)
    {
        to.Pile(Pile);
        to.Flag(Accepted);
    }
}
