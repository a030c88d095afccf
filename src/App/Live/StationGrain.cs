using Doorstep.App.Charging;
using Doorstep.Rules;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Doorstep.App.Live;

/// <summary>
/// Owns a station while the program runs. It is reentrant: while one pile's change is on its way to disk, the next pile is heard;
/// every use case changes memory between two awaits. If a change could not be saved, memory is thrown away and read anew,
/// so that it never runs ahead of the disk; the connections it knew stay known.
/// </summary>
[Reentrant]
[KeepAlive]
[ActivationCountBasedPlacement]
public sealed class StationGrain(OpenStation open, PileVoices voices, PeopleVoices people, Nodes nodes, ILogger<StationGrain> log) : Grain, IStationGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private Task<LiveStation> opened = Task.FromException<LiveStation>(new InvalidOperationException("The station is not open yet"));
    private LiveStation? station;
    private LiveStation? forgotten;
    private long nodesSeen;

    private StationId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Reopen(cancellationToken);
        this.RegisterGrainTimer(Beats, new GrainTimerCreationOptions(Beat, Beat) { Interleave = true, KeepAlive = true });
    }

    public Task Connected(PileOrigin from, LinkUp link) => Do(s => voices.Link.Up(s, from, link, default));

    public Task Disconnected(PileOrigin from, string why) => Do(s => voices.Link.Down(s, from, why, default));

    public Task Reconnected(IReadOnlyList<PileOrigin> piles) => Do(async s =>
    {
        foreach (var pile in piles)
        {
            await voices.Link.Again(s, pile, default);
        }
    });

    public Task Booted(PileOrigin from, PileBooted boot) => Hear(from, (s, p) => voices.Status.Booted(s, p, boot, default));

    public Task Report(PileOrigin from, StatusReport status) => Hear(from, (s, p) => voices.Status.Reported(s, p, status, default));

    public Task<BeganAnswer> Began(PileOrigin from, TransactionBegan began) => Hear(from, (s, p) => voices.Transactions.Begin.Run(s, p, began, default));

    public Task Read(PileOrigin from, ReadingsTaken readings) => Hear(from, (s, p) => voices.Transactions.Readings.Run(s, p, readings, default));

    public Task<CardVerdict> Ended(PileOrigin from, TransactionEnded ended) => Hear(from, (s, p) => voices.Transactions.End.Run(s, p, ended, default));

    public Task<bool> Recorded(PileOrigin from, TransactionRecorded record) => Hear(from, (s, p) => voices.Transactions.Record.Run(s, p, record, default));

    public Task<CardVerdict> Authorise(PileOrigin from, CardShown card) => Hear(from, (s, p) => voices.Cards.Run(s, p, card, default));

    public Task<CardStartAnswer> StartByCard(PileOrigin from, CardShown card) => Hear(from, (s, p) => voices.Cards.Start(s, p, card, default));

    public Task Answered(PileOrigin from, CommandAnswer answer) => Hear(from, (s, p) => people.Order.Answered(s, p, answer, default));

    public Task Note(PileOrigin from, PileNote note) => Hear(from, (_, p) => voices.Note(p, note, default));

    public Task<Decision<SessionId>> Start(StartOrder order) => Ask(order.Pile, (s, p) => people.Open.Run(s, p, order, default));

    public Task<Decision<SessionId>> Stop(StopOrder order) => Do(s => people.Close.Run(s, order, default));

    public Task<Decision<bool>> Order(PileOrder order) => Ask(order.Pile, (s, p) => people.Order.Run(s, p, order, default));

    public Task<Decision<SessionId>> Resolve(SessionId session, string remark) => Do(s => people.Close.Resolve(s, session, remark, default));

    public Task<StationSnapshot?> Look(long since) => Do(s => Task.FromResult(people.Look.At(s, since)));

    public Task<SessionSnapshot?> LookAt(SessionId session) => Do(s => Task.FromResult(s.Find(session) is { } live ? SessionRows.Snapshot(live) : null));

    private Task Beats() => Do(async s =>
    {
        await LoseLinksOfLostNodes(s);
        await voices.Beat.Run(s, default);
    });

    /// <summary>A node that was killed says no goodbye for its piles.</summary>
    private async Task LoseLinksOfLostNodes(LiveStation s)
    {
        if (nodes.Version is var version && version == nodesSeen)
        {
            return;
        }

        foreach (var link in s.Piles.Select(p => p.Link).OfType<PileOrigin>().Where(nodes.IsLost).ToList())
        {
            await voices.Link.Down(s, link, "its node is gone", default);
        }

        nodesSeen = version;
    }

    private Task Reopen(CancellationToken ct) => opened = OpenAgain(station, ct);

    private async Task<LiveStation> OpenAgain(LiveStation? before, CancellationToken ct)
    {
        if (before is not null)
        {
            // What other changes have queued must be on disk before it is read.
            await voices.Book.Settled(ct);
        }

        var fresh = await open.Run(Id, ct);
        foreach (var known in before?.Piles ?? [])
        {
            if (fresh.FindPile(known.Id) is { } pile)
            {
                pile.Remember(known);
            }
        }

        (station, forgotten) = (fresh, null);
        return fresh;
    }

    private Task<bool> Hear(PileOrigin from, Func<LiveStation, LivePile, Task> what) => Do(s => what(s, Pile(s, from)));

    private Task<T> Hear<T>(PileOrigin from, Func<LiveStation, LivePile, Task<T>> what) => Do(s => what(s, Pile(s, from)));

    private Task<Decision<T>> Ask<T>(PileId pile, Func<LiveStation, LivePile, Task<Decision<T>>> what) => Do(s =>
        people.Pile(s, pile) is { } live ? what(s, live) : Task.FromResult<Decision<T>>(new Refusal("pile.unknown", ("number", pile.Value))));

    private LivePile Pile(LiveStation s, PileOrigin from) =>
        voices.Link.Pile(s, from) ?? throw new InvalidOperationException($"Pile {from.Pile} speaks to station {s.Id}, where it does not stand");

    private Task<bool> Do(Func<LiveStation, Task> what) => Do<bool>(async s =>
    {
        await what(s);
        return true;
    });

    private async Task<T> Do<T>(Func<LiveStation, Task<T>> what)
    {
        if (opened.IsFaulted || opened.IsCanceled)
        {
            // The store was away when the station was to be read; whoever asks next tries again.
            opened = OpenAgain(forgotten, default);
        }

        var now = await opened;
        try
        {
            return await what(now);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Station {Station} is read anew after a change failed", Id);
            // Several changes may fail together; the first of them reads anew.
            if (ReferenceEquals(now, station))
            {
                (station, forgotten) = (null, now);
                opened = OpenAgain(now, default);
            }

            throw;
        }
    }
}
