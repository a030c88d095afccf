using Doorstep.App.Store.Rows;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Store;

/// <summary>The whole city's records, on SQLite or PostgreSQL; the model is said once, in <see cref="Model"/>.</summary>
public class DoorstepDb : IdentityUserContext<StaffRow, long>
{
    public DoorstepDb(DbContextOptions<DoorstepDb> options)
        : base(options)
    {
    }

    /// <summary>For the two names under which the migrations know this model.</summary>
    private protected DoorstepDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    public DbSet<ResidentRow> Residents => Set<ResidentRow>();

    public DbSet<VehicleRow> Vehicles => Set<VehicleRow>();

    public DbSet<CardRow> Cards => Set<CardRow>();

    public DbSet<SignInCodeRow> SignInCodes => Set<SignInCodeRow>();

    public DbSet<GrantRow> Grants => Set<GrantRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<TextMessageRow> TextMessages => Set<TextMessageRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<DivisionRow> Divisions => Set<DivisionRow>();

    public DbSet<CommunityRow> Communities => Set<CommunityRow>();

    public DbSet<GateRow> Gates => Set<GateRow>();

    public DbSet<SurveyRow> Surveys => Set<SurveyRow>();

    public DbSet<PublicStationRow> PublicStations => Set<PublicStationRow>();

    public DbSet<SiteRow> Sites => Set<SiteRow>();

    public DbSet<FeederRow> Feeders => Set<FeederRow>();

    public DbSet<MapFeatureRow> MapFeatures => Set<MapFeatureRow>();

    public DbSet<StationRow> Stations => Set<StationRow>();

    public DbSet<PileRow> Piles => Set<PileRow>();

    public DbSet<ConnectorRow> Connectors => Set<ConnectorRow>();

    public DbSet<BayRow> Bays => Set<BayRow>();

    public DbSet<SitingRunRow> SitingRuns => Set<SitingRunRow>();

    public DbSet<SitingFolderRow> SitingFolders => Set<SitingFolderRow>();

    public DbSet<CallRow> Calls => Set<CallRow>();

    public DbSet<TariffRow> Tariffs => Set<TariffRow>();

    public DbSet<StationTariffRow> StationTariffs => Set<StationTariffRow>();

    public DbSet<CeilingExceptionRow> CeilingExceptions => Set<CeilingExceptionRow>();

    public DbSet<CitySettingRow> CitySettings => Set<CitySettingRow>();

    public DbSet<WalletRow> Wallets => Set<WalletRow>();

    public DbSet<WalletHoldRow> WalletHolds => Set<WalletHoldRow>();

    public DbSet<PaymentRow> Payments => Set<PaymentRow>();

    public DbSet<RefundRow> Refunds => Set<RefundRow>();

    public DbSet<LedgerEntryRow> Ledger => Set<LedgerEntryRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<PlugRow> Plugs => Set<PlugRow>();

    public DbSet<TakenOutRow> TakenOut => Set<TakenOutRow>();

    public DbSet<ReadingRow> Readings => Set<ReadingRow>();

    public DbSet<BillRow> Bills => Set<BillRow>();

    public DbSet<PileEventRow> PileEvents => Set<PileEventRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Store.Model.Convert(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Store.Model.Shape(builder);
    }
}
