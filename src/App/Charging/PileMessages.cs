using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;
using Orleans.Concurrency;

namespace Doorstep.App.Charging;

/// <summary>Where a pile's words come from: the node that holds its connection, and which of its connections.</summary>
[GenerateSerializer, Immutable]
public sealed record PileOrigin(PileId Pile, IPileDoor Door, long Link)
{
    /// <summary>The node's name among the nodes of the city; empty where there is only one.</summary>
    [Id(100)]
    public string Node { get; init; } = "";
}

/// <summary>A node's way to the piles connected to it, callable from any node.</summary>
public interface IPileDoor : IGrainObserver
{
    /// <summary>Hands a command to a connection; false when that connection is gone. The pile's answer comes back as <see cref="CommandAnswer"/>.</summary>
    /// <remarks>The door hands it on at once; a node that takes longer is no more.</remarks>
    [ResponseTimeout("00:00:05")]
    Task<bool> Send(long link, PileCommand command);

    /// <summary>Closes a connection that another has taken over; nobody waits for a node that may be no more.</summary>
    [OneWay]
    Task Close(long link, string why);
}

[GenerateSerializer, Immutable]
public sealed record LinkUp(PileProtocol Protocol, string Remote);

[GenerateSerializer, Immutable]
public sealed record PileBooted(string Vendor, string Model, string Firmware, string Serial, string Reason);

/// <summary>What a connector says of itself; connector 0 is the pile as a whole.</summary>
[GenerateSerializer, Immutable]
public sealed record StatusReport(int Connector, ReportedStatus Status, string Fault, DateTimeOffset? At);

/// <param name="Transaction">The pile's name for it; null where we name it (OCPP 1.6).</param>
/// <param name="Key">The content of the start where the pile gives no name.</param>
/// <param name="Implied">The pile speaks of a transaction whose beginning has not reached us.</param>
[GenerateSerializer, Immutable]
public sealed record TransactionBegan(
    int Connector, string? Token, string? Transaction, string? Key, DateTimeOffset At, Energy? Register, bool Offline, bool Implied = false)
{
    /// <summary>Only a plug went in, or (with <see cref="Implied"/>) perhaps only out again: nobody is authorised and nothing flows (OCPP 2.0.1).</summary>
    [Id(100)]
    public bool Plugged { get; init; }

    /// <summary>The number a remote start gave, where the pile repeats it instead of the token (OCPP 2.0.1).</summary>
    [Id(101)]
    public int? RemoteStart { get; init; }

    /// <summary>Begins only what was asked of us: a number we never gave is a charge the pile will record itself (YKC).</summary>
    [Id(102)]
    public bool OnlyAsked { get; init; }
}

/// <param name="Transaction">The name both sides use from now on.</param>
/// <param name="Nothing">There is nothing to end: only a plug went in and out.</param>
[GenerateSerializer, Immutable]
public sealed record BeganAnswer(string Transaction, CardVerdict Verdict, bool Nothing = false);

/// <summary>What a card is good for.</summary>
public enum CardVerdict
{
    Accepted,
    Unknown,
    Blocked,

    /// <summary>Known, but without money to start.</summary>
    Short,

    /// <summary>Its connector charges somebody already.</summary>
    Busy,
}

/// <param name="Transaction">The pile's name for the session; null when it only says what a connector measures.</param>
[GenerateSerializer, Immutable]
public sealed record ReadingsTaken(int? Connector, string? Transaction, IReadOnlyList<Reading> Readings, bool Offline = false);

[GenerateSerializer, Immutable]
public sealed record TransactionEnded(
    int? Connector, string? Transaction, string? Token, DateTimeOffset At, PileClaim Claim, string Reason, IReadOnlyList<Reading> Readings, bool Offline = false);

/// <summary>A finished charge with beginning and end in one message (YKC 0x3B).</summary>
/// <param name="AskedUs">True when the number was ours; a pile that could not reach us makes its own.</param>
[GenerateSerializer, Immutable]
public sealed record TransactionRecorded(
    int Connector, string Transaction, string? Card, DateTimeOffset From, DateTimeOffset To, PileClaim Claim, string Reason, string Meter);

[GenerateSerializer, Immutable]
public sealed record CardShown(int Connector, string Card);

/// <param name="Transaction">The number the pile shall use; empty when refused.</param>
[GenerateSerializer, Immutable]
public sealed record CardStartAnswer(CardVerdict Verdict, string Transaction, Money Held, string Refusal = "");

[GenerateSerializer, Immutable]
public sealed record CommandAnswer(long Command, bool Accepted, string Reason = "", bool MayStillBegin = false);

/// <summary>A line for the pile's event log.</summary>
[GenerateSerializer, Immutable]
public sealed record PileNote(int? Connector, string Kind, string Text);
