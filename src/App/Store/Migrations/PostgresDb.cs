using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Doorstep.App.Store.Migrations;

/// <summary>The same model under the name by which PostgreSQL's migrations find it.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : DoorstepDb(options)
{
    public sealed class Design : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) =>
            new(StoreOptions.For<PostgresDb>(new() { Postgres = "Host=127.0.0.1;Database=design" }));
    }
}
