using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>What we want of a pile; a closed union over all protocols.</summary>
/// <param name="Id">Comes back in the answer; different for every command.</param>
[GenerateSerializer, Immutable]
public abstract record PileCommand(long Id)
{
    /// <param name="Token">The word by which the pile's start is known as the answer to this.</param>
    /// <param name="Transaction">Our number for it, where we give one (YKC).</param>
    [GenerateSerializer, Immutable]
    public sealed record StartCharging(long Id, SessionId Session, int Connector, string Token, string Transaction, Money Held) : PileCommand(Id);

    [GenerateSerializer, Immutable]
    public sealed record StopCharging(long Id, SessionId Session, int Connector, string? Transaction) : PileCommand(Id);

    [GenerateSerializer, Immutable]
    public sealed record Reset(long Id, bool AtOnce) : PileCommand(Id);

    [GenerateSerializer, Immutable]
    public sealed record Unlock(long Id, int Connector) : PileCommand(Id);

    /// <param name="Connector">0 for the whole pile.</param>
    [GenerateSerializer, Immutable]
    public sealed record SetAvailability(long Id, int Connector, bool Operative) : PileCommand(Id);

    /// <summary>Asks for the state of every connector.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ReportStatus(long Id) : PileCommand(Id);

    /// <summary>Tells the pile what the payer has left (YKC 0x42).</summary>
    [GenerateSerializer, Immutable]
    public sealed record UpdateBalance(long Id, int Connector, Money Balance) : PileCommand(Id);

    /// <summary>Limits the pile to a share of its rated power, 30…100 % (YKC 0x52; OCPP by charging profile in watts).</summary>
    [GenerateSerializer, Immutable]
    public sealed record LimitPower(long Id, int Connector, Power Most) : PileCommand(Id);

    /// <summary>Sends the station's prices anew (YKC 0x58).</summary>
    [GenerateSerializer, Immutable]
    public sealed record SendPrices(long Id) : PileCommand(Id);
}
