namespace Doorstep.Simulator.Devices;

/// <summary>Counters that all links of a fleet share; safe from any thread.</summary>
public sealed class LinkTraffic
{
    private long up;
    private long sent;
    private long received;
    private long errors;
    private long connections;
    private long records;
    private string? lastTrouble;

    /// <summary>Links the platform has accepted now.</summary>
    public long Up => Interlocked.Read(ref up);

    /// <summary>Messages given to the network.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Messages read from the network.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Refused logins, broken connections, unreadable messages, missing answers.</summary>
    public long Errors => Interlocked.Read(ref errors);

    /// <summary>Connections opened, first and again.</summary>
    public long Connections => Interlocked.Read(ref connections);

    /// <summary>Finished sessions whose record the platform has acknowledged.</summary>
    public long RecordsKept => Interlocked.Read(ref records);

    /// <summary>Why the last connection broke or never came about, in the words of whoever noticed; null while none did.</summary>
    public string? LastTrouble => Volatile.Read(ref lastTrouble);

    public void WentUp() => Interlocked.Increment(ref up);

    public void WentDown() => Interlocked.Decrement(ref up);

    public void SentOne() => Interlocked.Increment(ref sent);

    public void ReceivedOne() => Interlocked.Increment(ref received);

    public void Failed() => Interlocked.Increment(ref errors);

    public void Failed(string why)
    {
        Volatile.Write(ref lastTrouble, why);
        Failed();
    }

    public void Connected() => Interlocked.Increment(ref connections);

    public void RecordKept() => Interlocked.Increment(ref records);
}
