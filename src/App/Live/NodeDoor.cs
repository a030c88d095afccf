using System.Collections.Concurrent;
using Doorstep.App.Charging;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.App.Live;

/// <summary>A pile's connection at this node, whatever it speaks.</summary>
public interface IPileConnection
{
    /// <summary>Takes a command without waiting for the pile; its answer goes to the station's owner.</summary>
    void Take(PileCommand command);

    void Close(string why);
}

/// <summary>
/// The piles connected to this node: brings commands from any node to their connection, and tells the stations' owners again whom it holds
/// when nodes come and go, because an owner that moved has forgotten its connections.
/// </summary>
public sealed class NodeDoor(IGrainFactory grains, IServiceProvider services, PileDirectory piles, TimeProvider clock, ILogger<NodeDoor> log) : BackgroundService, IPileDoor
{
    private static readonly TimeSpan AgainEvery = TimeSpan.FromSeconds(60);

    private readonly Nodes nodes = (Nodes)services.GetService(typeof(Nodes))!;
    private readonly ConcurrentDictionary<long, (PileOrigin Origin, IPileConnection Connection)> links = new();
    private readonly TaskCompletionSource<IPileDoor> reference = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;

    public int Count => links.Count;

    public IEnumerable<IPileConnection> Connections => links.Values.Select(l => l.Connection);

    public IStationGrain Owner(StationId station) => grains.GetGrain<IStationGrain>(station.Value);

    /// <summary>Admits a connection; what it says from now on carries the returned origin.</summary>
    public async Task<PileOrigin> Admit(PileId pile, IPileConnection connection)
    {
        var origin = new PileOrigin(pile, await reference.Task, Interlocked.Increment(ref last)) { Node = nodes.Here };
        links[origin.Link] = (origin, connection);
        return origin;
    }

    public void Forget(PileOrigin origin) => links.TryRemove(origin.Link, out _);

    public Task<bool> Send(long link, PileCommand command)
    {
        if (!links.TryGetValue(link, out var held))
        {
            return Task.FromResult(false);
        }

        held.Connection.Take(command);
        return Task.FromResult(true);
    }

    public Task Close(long link, string why)
    {
        if (links.TryGetValue(link, out var held))
        {
            held.Connection.Close(why);
        }

        return Task.CompletedTask;
    }

    /// <summary>Tells every owner which of its piles are connected here.</summary>
    public async Task Announce()
    {
        var byStation = links.Values.Select(l => l.Origin).ToLookup(o => piles.Find(o.Pile)?.Station);
        foreach (var station in byStation)
        {
            if (station.Key is { } id)
            {
                await Owner(id).Reconnected([.. station]);
            }
        }
    }

    private void CloseAll()
    {
        foreach (var (_, connection) in links.Values)
        {
            connection.Close("the node stops");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        reference.SetResult(grains.CreateObjectReference<IPileDoor>(this));
        // Open links would hold up the end of the program; piles come back by themselves.
        var lifetime = (IHostApplicationLifetime)services.GetService(typeof(IHostApplicationLifetime))!;
        await using var leaving = lifetime.ApplicationStopping.Register(CloseAll);
        await using var changes = nodes.Changes.GetAsyncEnumerator(stoppingToken);
        var change = changes.MoveNextAsync().AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(change, Task.Delay(AgainEvery, clock, stoppingToken));
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            if (change.IsCompleted)
            {
                change = changes.MoveNextAsync().AsTask();
            }

            try
            {
                await Announce();
            }
            catch (Exception failure)
            {
                // A node is just going down; its stations find a new owner and are told at the next round.
                log.LogWarning(failure, "Not every station could be told about its connections");
            }
        }
    }
}
