using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Doorstep.Host.Server;

/// <summary>
/// Routes that are compiled once. The framework's own lists compile every handler anew for each reader, and a start has two of them:
/// the matcher and the cache of authorization policies.
/// </summary>
internal sealed class RoutesMadeOnce(IEndpointRouteBuilder program) : EndpointDataSource, IEndpointRouteBuilder
{
    private readonly Lock making = new();

    private IReadOnlyList<Endpoint>? made;

    public override IReadOnlyList<Endpoint> Endpoints
    {
        get
        {
            lock (making)
            {
                return made ??= [.. DataSources.SelectMany(source => source.Endpoints)];
            }
        }
    }

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IServiceProvider ServiceProvider => program.ServiceProvider;

    public IApplicationBuilder CreateApplicationBuilder() => program.CreateApplicationBuilder();

    /// <summary>No route comes or goes while the program runs.</summary>
    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
