using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Devices;

/// <summary>The ways in for piles.</summary>
public static class DeviceServices
{
    public static IServiceCollection AddDevices(this IServiceCollection services, DeviceSettings? devices = null)
    {
        var settings = devices ?? new();
        if (settings.Problems() is [_, ..] problems)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        services.AddMetrics();
        services.AddSingleton(settings);
        services.AddSingleton<Strangers>();
        services.AddSingleton<Porch>();
        services.AddSingleton<DeviceFigures>();
        services.AddSingleton<LinkTools>();
        services.AddSingleton<OcppDoor>();
        services.AddSingleton<YkcPrices>();
        services.AddSingleton<YkcTable>();
        services.AddSingleton<YkcAdmission>();
        services.AddSingleton<YkcTools>();
        services.AddSingleton<YkcDoor>();
        services.AddHostedService<LinkSweep>();
        return services;
    }

    /// <summary>云快充 piles (V1.5, V1.6) connect to this port.</summary>
    public static IConnectionBuilder UseYkc(this ListenOptions listen)
    {
        listen.UsePorch();
        return listen.UseConnectionHandler<YkcDoor>();
    }

    /// <summary>Bounds how many connections wait at a port; before anything else reads of them.</summary>
    public static void UsePorch(this ListenOptions listen) => listen.Use(next => async connection =>
    {
        using var visit = listen.ApplicationServices.GetRequiredService<Porch>().Enter((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (visit is null)
        {
            listen.ApplicationServices.GetRequiredService<DeviceFigures>().Refused("porch-full");
            connection.Abort();
            return;
        }

        connection.Features.Set(visit);
        await next(connection);
    });

    /// <summary>OCPP piles connect to `/ocpp/{chargePointId}`.</summary>
    public static IEndpointConventionBuilder MapPiles(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.ServiceProvider.GetRequiredService<OcppDoor>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        pipeline.Run(door.Run);
        return endpoints.Map("/ocpp/{chargePointId}", pipeline.Build()).WithDisplayName("OCPP piles");
    }
}
