using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>The one owner of everything live about a station; its key is the station's code.</summary>
public interface IStationGrain : IGrainWithStringKey
{
    /// <summary>A pile has connected; an older connection of it is closed and reported.</summary>
    Task Connected(PileOrigin from, LinkUp link);

    Task Disconnected(PileOrigin from, string why);

    /// <summary>A node says which piles it holds, because this owner may have moved and forgotten them.</summary>
    Task Reconnected(IReadOnlyList<PileOrigin> piles);

    Task Booted(PileOrigin from, PileBooted boot);

    Task Report(PileOrigin from, StatusReport status);

    /// <summary>Answers once the start is on disk.</summary>
    Task<BeganAnswer> Began(PileOrigin from, TransactionBegan began);

    /// <summary>Answers once the readings are on disk.</summary>
    Task Read(PileOrigin from, ReadingsTaken readings);

    /// <summary>Answers once the end is on disk.</summary>
    Task<CardVerdict> Ended(PileOrigin from, TransactionEnded ended);

    /// <summary>Answers once the record is on disk; false for a record that cannot be one.</summary>
    Task<bool> Recorded(PileOrigin from, TransactionRecorded record);

    Task<CardVerdict> Authorise(PileOrigin from, CardShown card);

    Task<CardStartAnswer> StartByCard(PileOrigin from, CardShown card);

    Task Answered(PileOrigin from, CommandAnswer answer);

    Task Note(PileOrigin from, PileNote note);

    Task<Decision<SessionId>> Start(StartOrder order);

    Task<Decision<SessionId>> Stop(StopOrder order);

    /// <summary>Orders a pile and waits for its answer; `pile.offline`, `pile.refused`, `pile.silent`.</summary>
    Task<Decision<bool>> Order(PileOrder order);

    Task<Decision<SessionId>> Resolve(SessionId session, string remark);

    /// <summary>The station as it stands; null when nothing changed since <paramref name="since"/>.</summary>
    Task<StationSnapshot?> Look(long since);

    /// <summary>One open or lately finished session; null when it is neither.</summary>
    Task<SessionSnapshot?> LookAt(SessionId session);
}

/// <param name="Free">Why nobody pays; null for a session somebody pays.</param>
[GenerateSerializer, Immutable]
public sealed record StartOrder(PileId Pile, int Connector, ResidentId? Payer, StartedBy By, string? Free, string Remark);

[GenerateSerializer, Immutable]
public sealed record StopOrder(SessionId Session, string Reason);

/// <summary>What staff may order of a pile.</summary>
public enum PileOrderKind
{
    Reset,
    ResetAtOnce,
    Unlock,
    TakeOutOfService,
    PutIntoService,
    ReportStatus,
    SendPrices,
}

[GenerateSerializer, Immutable]
public sealed record PileOrder(PileId Pile, int Connector, PileOrderKind Kind);
