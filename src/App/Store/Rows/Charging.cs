using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Store.Rows;

/// <summary>One charging session; product.md §4 gives its life.</summary>
public sealed class SessionRow
{
    public required SessionId Id { get; init; }

    public required StationId Station { get; init; }

    public required PileId Pile { get; init; }

    public required int Connector { get; init; }

    public required OrganisationId Provider { get; init; }

    public ResidentId? Resident { get; set; }

    /// <summary>Card or tag that started it, when one did.</summary>
    public string? Card { get; set; }

    public required StartedBy StartedBy { get; init; }

    /// <summary>Why it is free of charge or on whose behalf, and how a dispute was resolved.</summary>
    public string Remark { get; set; } = "";

    /// <summary>The name the pile uses: OCPP 1.6 integer, OCPP 2.0.1 transaction id, YKC transaction number.</summary>
    public string? PileTransaction { get; set; }

    /// <summary>The content of the pile's start (OCPP 1.6), by which its repeat is known.</summary>
    public string? StartKey { get; set; }

    /// <summary>The pile's own start was received.</summary>
    public bool BeginSeen { get; set; }

    /// <summary>That start named a register.</summary>
    public bool StartMeasured { get; set; }

    public SessionState State { get; set; }

    public string? FailReason { get; set; }

    public string? StopReason { get; set; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FullAt { get; set; }

    public DateTimeOffset? StopAskedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When we learned that it was over.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public Energy? MeterStart { get; set; }

    public Energy? MeterStop { get; set; }

    /// <summary>Energy by our own readings, or billed once it is.</summary>
    public Energy Energy { get; set; }

    /// <summary>True once the pile said it is over; what it claimed is kept beside ours.</summary>
    public bool PileClaimed { get; set; }

    public Energy? PileStop { get; set; }

    public Energy? PileEnergy { get; set; }

    public Money? PileAmount { get; set; }

    /// <summary>True while a person has to look at it, with the reason beside it.</summary>
    public bool Disputed { get; set; }

    public string? DisputeReason { get; set; }

    public bool Offline { get; set; }

    public Money Held { get; set; }

    public Money? Total { get; set; }

    /// <summary>The tariff version and agreement terms that price it, frozen at start (JSON of the rule's record).</summary>
    public string Terms { get; set; } = "";

    public bool Demonstration { get; set; }

    public long Version { get; set; }
}

/// <summary>One meter reading of a session. The pair (session, at, register) is its identity: a repeat changes nothing.</summary>
public sealed class ReadingRow
{
    public required SessionId Session { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Energy Register { get; init; }

    public Power? Power { get; init; }

    /// <summary>Tenths of a percent.</summary>
    public int? StateOfCharge { get; init; }

    public int? Millivolts { get; init; }

    public int? Milliamperes { get; init; }

    /// <summary>Tenths of a degree Celsius.</summary>
    public int? Temperature { get; init; }
}

public sealed class BillRow
{
    public required SessionId Session { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Energy Energy { get; init; }

    public required Money Electricity { get; init; }

    public required Money Service { get; init; }

    public required Money Total { get; init; }

    /// <summary>What the same energy would have cost without an agreement.</summary>
    public required Money Market { get; init; }

    /// <summary>JSON array of the rule's bill lines.</summary>
    public required string Lines { get; init; }
}

/// <summary>Something a pile did or suffered: the event log of its page.</summary>
public sealed class PileEventRow
{
    public required long Id { get; init; }

    public required PileId Pile { get; init; }

    public required StationId Station { get; init; }

    public int? Connector { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>`boot`, `status`, `fault`, `link.up`, `link.down`, `start`, `stop`, `command`, `bad-input` …</summary>
    public required string Kind { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>The last plug that went into a connector and began a transaction with nobody authorised yet (OCPP 2.0.1); the next one takes its place.</summary>
public sealed class PlugRow
{
    public required PileId Pile { get; init; }

    public required int Connector { get; init; }

    public required string Transaction { get; set; }

    public Energy? Register { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A connector whose pile agreed to take it out of service; gone once it agreed to the opposite.</summary>
public sealed class TakenOutRow
{
    public required PileId Pile { get; init; }

    public required int Connector { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>An effect waiting to be performed after its cause was saved.</summary>
public sealed class OutboxRow
{
    public required long Id { get; init; }

    public required string Kind { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset At { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAt { get; set; }
}

/// <summary>A number handed out in blocks, so that no two nodes and no two lives of a node give the same.</summary>
public sealed class CounterRow
{
    public required string Name { get; init; }

    public long Next { get; set; }
}
