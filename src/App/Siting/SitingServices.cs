using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Siting;

/// <summary>The topic's use cases; needs the store, stations, a city clock and the machine's time.</summary>
public static class SitingServices
{
    public static IServiceCollection AddSiting(this IServiceCollection services, SitingSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton<CitySettings>();
        services.AddSingleton<WalkPaths>();
        services.AddSingleton<LoadCensus>();
        services.AddSingleton<DraftRules>();
        services.AddSingleton<DraftProblem>();
        services.AddSingleton<ReadCensus>();
        services.AddSingleton<ReadCommunity>();
        services.AddSingleton<ReadSites>();
        services.AddSingleton<ImportCensus>();
        services.AddSingleton<ExportCensus>();
        services.AddSingleton<EnterSurvey>();
        services.AddSingleton<JudgeSurvey>();
        services.AddSingleton<RecordSite>();
        services.AddSingleton<RecordFeeder>();
        services.AddSingleton<RecordPublicStation>();
        services.AddSingleton<RemovePublicStation>();
        return services;
    }
}
