namespace Doorstep.Wire.Ykc;

/// <summary>Two guns on one car (V1.6): which this gun is, and the 12 digits (yyMMddHHmmss) both share.</summary>
public readonly record struct ParallelLink(bool Auxiliary, string Number);

/// <summary>0xA1 ↑ one gun of a parallel charge asks to start: 0x31 and the link.</summary>
public sealed record ParallelStartRequest(StartRequest Start, ParallelLink Link) : YkcMessage
{
    internal const byte Code = 0xA1;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override PileNumber Pile { get; init; } = Start.Pile;

    internal static ParallelStartRequest Read(ref BodyReader from) =>
        new(StartRequest.Read(ref from), new ParallelLink(from.U8() != 0, from.Hex(6)));

    internal override void WriteBody(ref BodyWriter to)
    {
        Start.WriteBody(ref to);
        to.Flag(Link.Auxiliary);
        to.Hex(Link.Number, 6);
    }
}

/// <summary>0xA2 ↓ answers 0xA1: 0x32 and the shared number; the pile starts only when every gun is accepted.</summary>
public sealed record ParallelStartDecision(StartDecision Decision, string ParallelNumber) : YkcMessage
{
    internal const byte Code = 0xA2;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override PileNumber Pile { get; init; } = Decision.Pile;

    internal static ParallelStartDecision Read(ref BodyReader from) => new(StartDecision.Read(ref from), from.Hex(6));

    internal override void WriteBody(ref BodyWriter to)
    {
        Decision.WriteBody(ref to);
        to.Hex(ParallelNumber, 6);
    }
}

/// <summary>0xA4 ↓ starts one gun of a parallel charge: 0x34 and the shared number.</summary>
public sealed record ParallelRemoteStart(RemoteStart Start, string ParallelNumber) : YkcMessage
{
    internal const byte Code = 0xA4;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override PileNumber Pile { get; init; } = Start.Pile;

    internal static ParallelRemoteStart Read(ref BodyReader from) => new(RemoteStart.Read(ref from), from.Hex(6));

    internal override void WriteBody(ref BodyWriter to)
    {
        Start.WriteBody(ref to);
        to.Hex(ParallelNumber, 6);
    }
}

/// <summary>0xA3 ↑ answers 0xA4: 0x33 and the link.</summary>
public sealed record ParallelRemoteStartReply(RemoteStartReply Reply, ParallelLink Link) : YkcMessage
{
    internal const byte Code = 0xA3;

    /// <inheritdoc/>
    public override byte Type => Code;

    /// <inheritdoc/>
    public override PileNumber Pile { get; init; } = Reply.Pile;

    internal static ParallelRemoteStartReply Read(ref BodyReader from) =>
        new(RemoteStartReply.Read(ref from), new ParallelLink(from.U8() != 0, from.Hex(6)));

    internal override void WriteBody(ref BodyWriter to)
    {
        Reply.WriteBody(ref to);
        to.Flag(Link.Auxiliary);
        to.Hex(Link.Number, 6);
    }
}
