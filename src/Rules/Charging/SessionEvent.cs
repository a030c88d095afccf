namespace Doorstep.Rules.Charging;

/// <summary>What can happen to a session; a closed union.</summary>
public abstract record SessionEvent
{
    private SessionEvent()
    {
    }

    /// <summary>The pile answered a remote start. A pile that only waits for the plug may still begin (YKC 0x33 reason 5).</summary>
    public sealed record StartAnswered(bool Accepted, string Reason = "", bool MayStillBegin = false) : SessionEvent;

    /// <summary>The pile began. <paramref name="Implied"/>: it speaks of a transaction whose beginning has not reached us yet, and may still (OCPP 2.0.1).</summary>
    public sealed record Began(string Transaction, DateTimeOffset At, Energy? Register, bool Implied = false) : SessionEvent;

    /// <summary>The pile told readings; they may be late, repeated or out of order.</summary>
    public sealed record Read(IReadOnlyList<Reading> Readings) : SessionEvent;

    /// <summary>The pile reported the connector's status.</summary>
    public sealed record StatusSeen(ReportedStatus Status, DateTimeOffset At) : SessionEvent;

    /// <summary>The pile's link broke; it may go on charging.</summary>
    public sealed record LinkLost : SessionEvent;

    /// <summary>The pile is linked again.</summary>
    public sealed record LinkBack : SessionEvent;

    /// <summary>The pile has restarted; what it did before is unknown until it speaks of it.</summary>
    public sealed record Rebooted : SessionEvent;

    /// <summary>Somebody here asked for the stop: `resident`, `operator` or a rule's own reason.</summary>
    public sealed record StopAsked(string Reason) : SessionEvent;

    /// <summary>The pile answered a remote stop; no, with its reason, means that it goes on.</summary>
    public sealed record StopAnswered(bool Accepted, string Reason = "") : SessionEvent;

    /// <summary>The pile says it is over.</summary>
    public sealed record Ended(DateTimeOffset At, PileClaim Claim, string Reason) : SessionEvent;

    /// <summary>Another session began on the same connector, so this one is over whatever the pile has told us.</summary>
    public sealed record Displaced : SessionEvent;

    /// <summary>A moment has passed; every patience is judged anew.</summary>
    public sealed record TimePassed : SessionEvent;

    /// <summary>Its bill was made, and settled where somebody pays.</summary>
    public sealed record BillMade(SessionBill Bill, bool Settled) : SessionEvent;

    /// <summary>No bill can be made: nothing was charged at the station when it began.</summary>
    public sealed record PriceMissing : SessionEvent;

    /// <summary>A person looked at a disputed session and closed the question.</summary>
    public sealed record DisputeResolved : SessionEvent;
}
