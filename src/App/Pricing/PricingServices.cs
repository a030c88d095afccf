using Doorstep.App.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Pricing;

/// <summary>The topic's use cases and the price book; needs the store, stations and a city clock.</summary>
public static class PricingServices
{
    public static IServiceCollection AddPricing(this IServiceCollection services)
    {
        services.TryAddSingleton<CitySettings>();
        services.AddSingleton<PriceBook>();
        services.AddSingleton<FollowPrices>();
        services.AddHostedService(s => s.GetRequiredService<FollowPrices>());
        services.TryAddSingleton<AgreementBook>();
        services.AddSingleton<TermsFor>();
        services.AddSingleton<PricesNow>();
        services.AddSingleton<FindPricedStations>();
        services.AddSingleton<PublishTariff>();
        services.AddSingleton<WithdrawTariff>();
        services.AddSingleton<AssignTariff>();
        services.AddSingleton<ChangeCitySetting>();
        services.AddSingleton<ReadCitySettings>();
        services.AddSingleton<ApproveCeilingException>();
        services.AddSingleton<ExportTariffs>();
        services.AddSingleton<SeedCity>();
        return services;
    }
}
