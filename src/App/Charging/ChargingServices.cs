using Doorstep.App.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Charging;

/// <summary>The use cases of charging for a host; after the store, stations and pricing.</summary>
public static class ChargingServices
{
    public static IServiceCollection AddCharging(this IServiceCollection services)
    {
        services.AddSingleton<ChargingSettings>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<CardBook>();
        services.AddEffect<TellResident, LeaveMessage>(TellResident.OutboxKind);
        services.AddSingleton<TransactionNames>();
        services.AddSingleton<OpenStation>();
        services.AddSingleton<HearLink>();
        services.AddSingleton<HearStatus>();
        services.AddSingleton<BeginTransaction>();
        services.AddSingleton<TakeReadings>();
        services.AddSingleton<EndTransaction>();
        services.AddSingleton<TakeRecord>();
        services.AddSingleton<AuthoriseCard>();
        services.AddSingleton<OpenSession>();
        services.AddSingleton<CloseSession>();
        services.AddSingleton<OrderPile>();
        services.AddSingleton<PassTime>();
        services.AddSingleton<LookAtStation>();
        services.AddSingleton<SessionAccess>();
        services.AddSingleton<StartSession>();
        services.AddSingleton<StopSession>();
        services.AddSingleton<ReadSession>();
        services.AddSingleton<ReadReadings>();
        services.AddSingleton<ReadBill>();
        services.AddSingleton<ListSessions>();
        services.AddSingleton<MyOpenSession>();
        services.AddSingleton<ResolveDispute>();
        services.AddSingleton<ReadLiveStation>();
        services.AddSingleton<ReadPileEvents>();
        services.AddSingleton<CommandPile>();
        services.AddSingleton<WatchStation>();
        services.AddSingleton<WatchSession>();
        return services;
    }
}
