using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Stations;

/// <summary>The topic's use cases and directories; needs the store, a city clock and the machine's time.</summary>
public static class StationsServices
{
    public static IServiceCollection AddStations(this IServiceCollection services)
    {
        services.TryAddSingleton<CitySettings>();
        services.TryAddSingleton<IStationStatus, NoStationStatus>();
        services.AddSingleton<StationDirectory>();
        services.AddSingleton<PileDirectory>();
        services.TryAddSingleton<CityMap>();
        services.AddSingleton<FollowStations>();
        services.AddHostedService(s => s.GetRequiredService<FollowStations>());
        services.AddSingleton<RecordStation>();
        services.AddSingleton<SetStationState>();
        services.AddSingleton<RecordPile>();
        services.AddSingleton<ServePile>();
        services.AddSingleton<RecordBays>();
        services.AddSingleton<BindFirstSeen>();
        services.AddSingleton<FollowProtocol>();
        services.AddSingleton<FindStations>();
        services.AddSingleton<ReadStation>();
        services.AddSingleton<ImportStations>();
        services.AddSingleton<ExportStations>();
        return services;
    }
}
