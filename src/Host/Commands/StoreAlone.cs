using Doorstep.App;
using Doorstep.App.People;
using Doorstep.App.Store;
using Doorstep.Host.Server;

namespace Doorstep.Host.Commands;

/// <summary>The store and the people without doors, clockwork or piles: for commands on a data folder, whether its server runs or not.</summary>
internal static class StoreAlone
{
    public static async Task<T> Use<T>(Settings settings, Func<IServiceProvider, Task<T>> work, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new CityClock(TimeProvider.System));
        services.AddStore(settings.Store).AddPeople();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PrepareStore>().Run(ct);
        var writes = provider.GetRequiredService<GroupCommit>();
        await writes.StartAsync(ct);
        try
        {
            return await work(provider);
        }
        finally
        {
            await writes.StopAsync(CancellationToken.None);
        }
    }
}
