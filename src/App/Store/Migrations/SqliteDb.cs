using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Doorstep.App.Store.Migrations;

/// <summary>The same model under the name by which SQLite's migrations find it.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : DoorstepDb(options)
{
    public sealed class Design : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) =>
            new(StoreOptions.For<SqliteDb>(new() { DataFolder = Path.GetTempPath() }));
    }
}
