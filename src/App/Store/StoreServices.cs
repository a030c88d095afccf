using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Store;

/// <summary>The store for a host: contexts, ids, the group commit, and the preparation that runs before anything else starts.</summary>
public static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services, StoreSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<PrepareStore>();
        services.AddSingleton<BackupStore>();
        services.AddSingleton<RestoreStore>();
        services.AddHostedService(s => s.GetRequiredService<PrepareStore>());
        services.AddSingleton<OutboxSignal>();
        services.AddPooledDbContextFactory<DoorstepDb>(options => StoreOptions.Apply(options, settings));
        services.AddSingleton(s => new IdSource(s.GetRequiredService<TimeProvider>(), settings.Node));
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(s => s.GetRequiredService<GroupCommit>());
        services.AddSingleton<AuditStamp>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxPerformer>();
        services.AddHostedService(s => s.GetRequiredService<OutboxPerformer>());
        return services;
    }
}
