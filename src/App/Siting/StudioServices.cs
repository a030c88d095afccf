using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Siting;

/// <summary>The siting studio: runs, their desk, and the calls they end in; needs the store, a city clock, and the census to start runs on.</summary>
public static class StudioServices
{
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.TryAddSingleton<IPlanner, PlannerHere>();
        services.AddSingleton<LiveRuns>();
        services.AddSingleton<RunFolder>();
        services.AddSingleton<RunShelf>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<SitingRunner>();
        services.AddHostedService(s => s.GetRequiredService<SitingRunner>());
        services.AddSingleton<OpenRun>();
        services.AddSingleton<StartSitingRun>();
        services.AddSingleton<ListPlanAreas>();
        services.AddSingleton<ReadRunDefaults>();
        services.AddSingleton<LockSite>();
        services.AddSingleton<StopSitingRun>();
        services.AddSingleton<ReadSitingRun>();
        services.AddSingleton<ListSitingRuns>();
        services.AddSingleton<WatchSitingRun>();
        services.AddSingleton<CompareSitingRuns>();
        services.AddSingleton<PublishPlan>();
        services.AddSingleton<ReadCalls>();
        services.AddSingleton<CloseCall>();
        services.AddSingleton<ExportPlan>();
        return services;
    }
}
