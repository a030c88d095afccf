using System.Collections.Concurrent;
using System.Globalization;
using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Logging;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>One pile on a YKC link: what it last said, and what we asked of it.</summary>
public sealed class YkcPile(YkcLink link, PileEntry entry, PileNumber number, YkcTools tools) : IPileConnection, ISilentLink
{
    /// <summary>§2.1: a heartbeat every 10 s and gun; three missed are a dead link. Idle piles behind bad networks get some more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<int, (ConnectorStatus Status, string Fault)> statuses = new();
    private readonly ConcurrentDictionary<int, TransactionNumber> begun = new();
    private readonly ConcurrentDictionary<string, long> asked = new(StringComparer.Ordinal);
    private long heard = tools.Clock.GetTimestamp();
    private Talk? talk;
    private Task speaking = Task.CompletedTask;

    public Talk Talk => talk ?? throw new InvalidOperationException("The pile has not entered yet");

    public PileNumber Number => number;

    public YkcPrices Prices => tools.Prices;

    /// <summary>The prices it was last given, and the day they are for.</summary>
    public (string Model, DateOnly Day) Priced { get; set; }

    public async Task Enter(string address)
    {
        var origin = await tools.Door.Admit(entry.Pile, this);
        talk = new Talk(entry, origin, tools.Door.Owner(entry.Station), tools.Clock, tools.Settings);
        await talk.Owner.Connected(origin, new LinkUp(PileProtocol.Ykc, address));
    }

    public async Task Leave(string why)
    {
        if (talk is not { } ended)
        {
            return;
        }

        tools.Door.Forget(ended.Origin);
        await speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await ended.Owner.Disconnected(ended.Origin, why);
        }
        catch (Exception gone) when (gone is Orleans.Runtime.OrleansException or TimeoutException)
        {
            tools.Log.LogInformation("The owner of pile {Pile} could not be told that its link closed: {Why}", entry.Pile, gone.Message);
        }
    }

    public void Heard() => Interlocked.Exchange(ref heard, tools.Clock.GetTimestamp());

    public Task Judge(long now)
    {
        if (tools.Clock.GetElapsedTime(Interlocked.Read(ref heard), now) > Silence)
        {
            link.Close("silent");
        }

        return Task.CompletedTask;
    }

    public void Take(PileCommand command) => speaking = Speak(speaking, command);

    public void Close(string why) => link.Close(why);

    /// <summary>True when the gun's state is news.</summary>
    public bool Changes(int gun, ConnectorStatus status, string fault)
    {
        if (statuses.TryGetValue(gun, out var known) && known == (status, fault))
        {
            return false;
        }

        statuses[gun] = (status, fault);
        return true;
    }

    /// <summary>True when this gun has not yet said that it began this transaction.</summary>
    public bool Begins(int gun, TransactionNumber transaction) => !begun.TryGetValue(gun, out var known) || known != transaction;

    public void HasBegun(int gun, TransactionNumber transaction) => begun[gun] = transaction;

    /// <summary>Hands the pile's answer to the command it belongs to.</summary>
    public Task Answered(string key, bool accepted, string reason = "", bool mayStillBegin = false)
    {
        bool found = mayStillBegin ? asked.TryGetValue(key, out long command) : asked.TryRemove(key, out command);
        return found && command != 0 ? Talk.Owner.Answered(Talk.Origin, new CommandAnswer(command, accepted, reason, mayStillBegin)) : Task.CompletedTask;
    }

    private async Task Speak(Task before, PileCommand command)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Yield();
        try
        {
            var (key, messages) = await YkcTable.Call(command, this);
            if (messages.Count == 0)
            {
                await Talk.Owner.Answered(Talk.Origin, new CommandAnswer(command.Id, Accepted: false, "not in this protocol"));
                return;
            }

            asked[key] = command.Id;
            foreach (var message in messages)
            {
                await link.Ask(message, CancellationToken.None);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            link.Close("the link broke");
        }
    }
}
