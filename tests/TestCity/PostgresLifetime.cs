using Doorstep.TestCity;

[assembly: AssemblyFixture(typeof(PostgresLifetime))]

namespace Doorstep.TestCity;

/// <summary>Stops the run's PostgreSQL server after the last test.</summary>
public sealed class PostgresLifetime : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgresServer.StopShared();
}
