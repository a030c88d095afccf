using System.Collections.Concurrent;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>Orders to a pile that a person waits for, and the pile's answers to all commands.</summary>
public sealed class OrderPile(SessionBook book, GroupCommit commits, IdSource ids)
{
    /// <summary>How long a person waits for a pile's answer; in real time, people do not wait by the city's clock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<long, TaskCompletionSource<CommandAnswer>> waiting = new();

    public async Task<Decision<bool>> Run(LiveStation station, LivePile pile, PileOrder order, CancellationToken ct)
    {
        var id = ids.Next();
        PileCommand command = order.Kind switch
        {
            PileOrderKind.Reset => new PileCommand.Reset(id, AtOnce: false),
            PileOrderKind.ResetAtOnce => new PileCommand.Reset(id, AtOnce: true),
            PileOrderKind.Unlock => new PileCommand.Unlock(id, order.Connector),
            PileOrderKind.TakeOutOfService => new PileCommand.SetAvailability(id, order.Connector, Operative: false),
            PileOrderKind.PutIntoService => new PileCommand.SetAvailability(id, order.Connector, Operative: true),
            PileOrderKind.ReportStatus => new PileCommand.ReportStatus(id),
            PileOrderKind.SendPrices => new PileCommand.SendPrices(id),
            _ => throw new InvalidOperationException($"No command for {order.Kind}"),
        };
        var answered = new TaskCompletionSource<CommandAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answered;
        try
        {
            if (pile.Link is not { } link || !await PileLink.Send(pile, link, command))
            {
                return new Refusal("pile.offline", ("pile", pile.Id.Value));
            }

            await book.Note(pile, order.Connector, "command", $"{order.Kind}", ct);
            var answer = await answered.Task.WaitAsync(Patience, ct);
            if (!answer.Accepted)
            {
                return new Refusal("pile.refused", ("pile", pile.Id.Value), ("reason", answer.Reason));
            }

            if (command is PileCommand.SetAvailability set)
            {
                await Keep(station, pile, set, ct);
            }

            return true;
        }
        catch (TimeoutException)
        {
            return new Refusal("pile.silent", ("pile", pile.Id.Value));
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Keeps what the pile agreed to: while a car stands there, or for ever where the protocol has no word for it, its status does not say so.</summary>
    private Task Keep(LiveStation station, LivePile pile, PileCommand.SetAvailability set, CancellationToken ct)
    {
        var numbers = set.Connector != 0 ? [set.Connector] : pile.Connectors.Select(c => c.Number).Union(pile.Entry.Connectors.Select(c => c.Number)).Where(n => n > 0).ToList();
        foreach (int number in numbers)
        {
            pile.Connector(number).OutOfService = !set.Operative;
        }

        station.Touch();
        var now = book.Now;
        return commits.Run(
            async (db, token) =>
            {
                foreach (int number in numbers)
                {
                    var row = await db.TakenOut.FindAsync([pile.Id, number], token);
                    if (set.Operative && row is not null)
                    {
                        db.TakenOut.Remove(row);
                    }
                    else if (!set.Operative && row is null)
                    {
                        db.TakenOut.Add(new() { Pile = pile.Id, Connector = number, At = now });
                    }
                }
            },
            ct);
    }

    /// <summary>The pile answered: a person who waits, or the session whose start or stop it was.</summary>
    public async Task Answered(LiveStation station, LivePile pile, CommandAnswer answer, CancellationToken ct)
    {
        if (waiting.TryGetValue(answer.Command, out var person))
        {
            person.TrySetResult(answer);
            return;
        }

        if (station.Find(new SessionId(answer.Command)) is { } live)
        {
            await book.Apply(
                station,
                pile,
                live,
                live.State.Open && live.State.StartedAt is null
                    ? new SessionEvent.StartAnswered(answer.Accepted, answer.Reason, answer.MayStillBegin)
                    : new SessionEvent.StopAnswered(answer.Accepted, answer.Reason),
                ct);
        }
    }
}
