using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Doorstep.App.Stations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Doorstep.App.Live;

/// <summary>The owners of live state for a host; after the store, before the devices.</summary>
public static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services, LiveSettings settings)
    {
        if (settings.Problems() is [_, ..] problems)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        services.AddSingleton(settings);
        if (!settings.Alone)
        {
            services.AddHostedService<MeetingTables>();
        }

        services.AddOrleans(silo =>
        {
            var address = IPAddress.Parse(settings.Address);
            int port = settings.Port == 0 ? FreePort(address) : settings.Port;
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.City, settings.City));
            silo.Configure<EndpointOptions>(o => (o.AdvertisedIPAddress, o.SiloPort, o.GatewayPort) = (address, port, 0));
            // Among nodes a lost question must be given up before the pile stops waiting, after 30 s. Within one process no question is lost: on a busy
            // machine a late answer serves better than an error, and a pile that says it again changes nothing.
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = settings.Alone ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(25));
            if (settings.Alone)
            {
                silo.UseDevelopmentClustering(new IPEndPoint(address, port));
            }
            else
            {
                silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", settings.Postgres!));
                silo.Configure<ClusterMembershipOptions>(Impatient);
                silo.AddOutgoingGrainCallFilter<AskAgain>();
            }
        });
        services.AddSingleton<Nodes>();
        services.AddSingleton<NodeDoor>();
        services.AddHostedService(s => s.GetRequiredService<NodeDoor>());
        services.AddSingleton<PileVoices>();
        services.AddSingleton<TransactionVoices>();
        services.AddSingleton<PeopleVoices>();
        services.AddSingleton<StationPictures>();
        services.AddHostedService(s => s.GetRequiredService<StationPictures>());
        services.Replace(ServiceDescriptor.Singleton<IStationStatus>(s => s.GetRequiredService<StationPictures>()));
        return services;
    }

    public static IHostApplicationBuilder AddLive(this IHostApplicationBuilder builder, LiveSettings settings)
    {
        builder.Services.AddLive(settings);
        return builder;
    }

    private static void Impatient(ClusterMembershipOptions o)
    {
        // A killed node is voted out after about four seconds, by whoever is left.
        o.ProbeTimeout = TimeSpan.FromSeconds(1);
        o.NumMissedProbesLimit = 3;
        o.NumVotesForDeathDeclaration = 1;
        // After a power cut the first node to come back waits no longer than this for those it finds in the table.
        o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        o.NumMissedTableIAmAliveLimit = 3;
        o.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        o.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }

    /// <summary>Below the ports that outgoing connections are given (Linux: from 32768): one of those may be gone before the silo listens.</summary>
    private static int FreePort(IPAddress address)
    {
        const int Tries = 100;
        for (int tries = 1; ; tries++)
        {
            int port = RandomNumberGenerator.GetInt32(24_000, 32_768);
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(address, port));
                return port;
            }
            catch (SocketException) when (tries < Tries)
            {
                // Taken: another one.
            }
        }
    }
}
