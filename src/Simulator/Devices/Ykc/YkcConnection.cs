namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>How far a connection has come.</summary>
internal enum YkcStage
{
    Down,
    LoggingIn,
    AskingModel,
    Ready,
}

/// <summary>What belongs to one connection and is forgotten with it; used inside the pile's lock.</summary>
internal sealed class YkcConnection
{
    private ushort sequence;

    public YkcStage Stage { get; set; }

    public LinkOutbox? Outbox { get; private set; }

    /// <summary>Without an answer by then the connection is given up.</summary>
    public DateTimeOffset Deadline { get; set; }

    public DateTimeOffset NextBeat { get; set; }

    public void Open(LinkOutbox outbox, DateTimeOffset deadline)
    {
        (Outbox, Stage, sequence) = (outbox, YkcStage.LoggingIn, 0);
        (Deadline, NextBeat) = (deadline, Due.Never);
    }

    /// <summary>From 0 on each connection, back to 0 after 65535.</summary>
    public ushort NextSequence()
    {
        var next = sequence;
        sequence = (ushort)(sequence == ushort.MaxValue ? 0 : sequence + 1);
        return next;
    }

    /// <summary>What is queued is still written, then the connection ends.</summary>
    public void Close() => Outbox?.Close();

    public void Down() => (Outbox, Stage) = (null, YkcStage.Down);
}
