using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Doorstep.App.Store;

/// <summary>How rows lie in tables: keys, indices, lengths, and one converter per typed quantity or id.</summary>
internal static class Model
{
    public static void Convert(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<StationId>().HaveConversion<StationIdConverter>().HaveMaxLength(32);
        conventions.Properties<PileId>().HaveConversion<PileIdConverter>().HaveMaxLength(14);
        conventions.Properties<OrganisationId>().HaveConversion<OrganisationIdConverter>().HaveMaxLength(32);
        conventions.Properties<ResidentId>().HaveConversion<ResidentIdConverter>();
        conventions.Properties<SessionId>().HaveConversion<SessionIdConverter>();
        conventions.Properties<Energy>().HaveConversion<EnergyConverter>();
        conventions.Properties<Power>().HaveConversion<PowerConverter>();
        conventions.Properties<UnitPrice>().HaveConversion<UnitPriceConverter>();
        conventions.Properties<Money>().HaveConversion<MoneyConverter>();
        // Microseconds since 1970: the same order and the same arithmetic on both databases.
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
    }

    public static void Shape(ModelBuilder model)
    {
        model.Entity<OrganisationRow>().HasKey(r => r.Id);
        model.Entity<StaffRow>(e =>
        {
            e.ToTable("staff");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.HasIndex(r => r.Organisation);
        });
        model.Entity<IdentityUserClaim<long>>().ToTable("staff_claims");
        model.Entity<IdentityUserLogin<long>>().ToTable("staff_logins");
        model.Entity<IdentityUserToken<long>>().ToTable("staff_tokens");
        // Said here and not by the library's schema version, which hangs on services that migrations do not have.
        model.Entity<IdentityUserPasskey<long>>(e =>
        {
            e.ToTable("staff_passkeys");
            e.HasKey(r => r.CredentialId);
            e.Property(r => r.CredentialId).HasMaxLength(1024);
            e.OwnsOne(r => r.Data).ToJson();
            e.HasOne<StaffRow>().WithMany().HasForeignKey(r => r.UserId).IsRequired();
        });

        model.Entity<ResidentRow>(e =>
        {
            e.HasKey(r => r.Id);
            e.Property(r => r.Id).ValueGeneratedNever();
            e.HasIndex(r => r.Phone).IsUnique();
        });
        Keyed<VehicleRow>(model).HasIndex(r => r.Resident);
        model.Entity<CardRow>(e =>
        {
            e.HasKey(r => r.Uid);
            e.HasIndex(r => r.Resident);
        });
        Keyed<SignInCodeRow>(model).HasIndex(r => new { r.Phone, r.SentAt });
        var grants = Keyed<GrantRow>(model);
        grants.HasIndex(r => r.SecretHash).IsUnique();
        grants.HasIndex(r => new { r.Kind, r.Subject });
        var audit = Keyed<AuditRow>(model);
        audit.HasIndex(r => r.At);
        audit.HasIndex(r => r.Subject);
        model.Entity<KeyRow>().HasKey(r => r.Name);
        Keyed<TextMessageRow>(model).HasIndex(r => r.At);
        var messages = Keyed<MessageRow>(model);
        messages.HasIndex(r => new { r.Resident, r.Id });
        messages.HasIndex(r => new { r.Resident, r.ReadAt });

        model.Entity<DivisionRow>().HasKey(r => r.Code);
        model.Entity<CommunityRow>(e =>
        {
            e.HasKey(r => r.Code);
            e.HasIndex(r => r.Division);
        });
        Keyed<MapFeatureRow>(model).HasIndex(r => r.Layer);
        model.Entity<StationRow>(e =>
        {
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.Provider);
            e.HasIndex(r => r.ChangedAt);
        });
        model.Entity<PileRow>(e =>
        {
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.Station);
            e.HasIndex(r => r.LinkName).IsUnique();
            e.HasIndex(r => r.ChangedAt);
        });
        model.Entity<ConnectorRow>().HasKey(r => new { r.Pile, r.Number });
        Keyed<BayRow>(model).HasIndex(r => r.Station);

        var runs = Keyed<SitingRunRow>(model);
        runs.HasIndex(r => r.State);
        runs.Property(r => r.Version).IsConcurrencyToken();
        model.Entity<SitingFolderRow>().HasKey(r => new { r.Run, r.Part });
        Keyed<CallRow>(model).HasIndex(r => r.Until);
        Keyed<GateRow>(model).HasIndex(r => r.Community);
        var surveys = Keyed<SurveyRow>(model);
        surveys.HasIndex(r => new { r.Community, r.On });
        surveys.HasIndex(r => r.State);
        surveys.Property(r => r.Version).IsConcurrencyToken();
        model.Entity<PublicStationRow>().HasKey(r => r.Code);
        model.Entity<SiteRow>().HasKey(r => r.Code);
        model.Entity<FeederRow>().HasKey(r => r.Code);

        Keyed<TariffRow>(model).HasIndex(r => new { r.Code, r.ValidFrom });
        Keyed<StationTariffRow>(model).HasIndex(r => new { r.Station, r.From });
        Keyed<CeilingExceptionRow>(model).HasIndex(r => new { r.Station, r.From });
        Keyed<CitySettingRow>(model).HasIndex(r => new { r.Key, r.From });
        model.Entity<WalletRow>(e =>
        {
            e.HasKey(r => r.Resident);
            e.Property(r => r.Resident).ValueGeneratedNever();
            e.Property(r => r.Version).IsConcurrencyToken();
            e.ToTable(t => t.HasCheckConstraint("ck_wallet_never_overdrawn", "held >= 0 AND balance >= held AND debt >= 0"));
        });
        model.Entity<WalletHoldRow>(e =>
        {
            e.HasKey(r => r.Session);
            e.Property(r => r.Session).ValueGeneratedNever();
        });
        var payments = Keyed<PaymentRow>(model);
        payments.HasIndex(r => new { r.Source, r.Key }).IsUnique();
        payments.HasIndex(r => new { r.Resident, r.At });
        var refunds = Keyed<RefundRow>(model);
        refunds.HasIndex(r => new { r.Payment, r.Key }).IsUnique();
        refunds.HasIndex(r => new { r.Resident, r.Key });
        var ledger = Keyed<LedgerEntryRow>(model);
        ledger.HasIndex(r => new { r.Account, r.Key }).IsUnique();
        ledger.HasIndex(r => new { r.Account, r.At });
        ledger.HasIndex(r => r.Session);

        model.Entity<SessionRow>(e =>
        {
            e.HasKey(r => r.Id);
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Version).IsConcurrencyToken();
            e.HasIndex(r => new { r.Station, r.RequestedAt });
            e.HasIndex(r => new { r.Resident, r.RequestedAt });
            e.HasIndex(r => new { r.Provider, r.RequestedAt });
            e.HasIndex(r => new { r.Pile, r.PileTransaction }).IsUnique();
            e.HasIndex(r => new { r.Pile, r.StartKey }).IsUnique();
            e.HasIndex(r => r.State);
        });
        model.Entity<PlugRow>(e =>
        {
            e.HasKey(r => new { r.Pile, r.Connector });
            e.Property(r => r.Transaction).HasMaxLength(64);
        });
        model.Entity<TakenOutRow>().HasKey(r => new { r.Pile, r.Connector });
        model.Entity<CounterRow>(e =>
        {
            e.HasKey(r => r.Name);
            e.Property(r => r.Next).IsConcurrencyToken();
        });
        model.Entity<ReadingRow>().HasKey(r => new { r.Session, r.At, r.Register });
        model.Entity<BillRow>(e =>
        {
            e.HasKey(r => r.Session);
            e.Property(r => r.Session).ValueGeneratedNever();
            e.HasIndex(r => r.At);
        });
        var events = Keyed<PileEventRow>(model);
        events.HasIndex(r => new { r.Pile, r.At });
        var outbox = Keyed<OutboxRow>(model);
        outbox.HasIndex(r => r.NextAt);
        // Two nodes that take the same effect count the same attempt; the second one's commit is refused.
        outbox.Property(r => r.Attempts).IsConcurrencyToken();
    }

    private static Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> Keyed<T>(ModelBuilder model)
        where T : class
    {
        var entity = model.Entity<T>();
        entity.HasKey("Id");
        entity.Property<long>("Id").ValueGeneratedNever();
        return entity;
    }

    private sealed class StationIdConverter() : ValueConverter<StationId, string>(v => v.Value, v => new StationId(v));

    private sealed class PileIdConverter() : ValueConverter<PileId, string>(v => v.Value, v => new PileId(v));

    private sealed class OrganisationIdConverter() : ValueConverter<OrganisationId, string>(v => v.Value, v => new OrganisationId(v));

    private sealed class ResidentIdConverter() : ValueConverter<ResidentId, long>(v => v.Value, v => new ResidentId(v));

    private sealed class SessionIdConverter() : ValueConverter<SessionId, long>(v => v.Value, v => new SessionId(v));

    private sealed class EnergyConverter() : ValueConverter<Energy, long>(v => v.WattHours, v => new Energy(v));

    private sealed class PowerConverter() : ValueConverter<Power, long>(v => v.Watts, v => new Power(v));

    private sealed class UnitPriceConverter() : ValueConverter<UnitPrice, long>(v => v.MicroYuanPerKilowattHour, v => new UnitPrice(v));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(v => v.Fen, v => new Money(v));

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        v => (v.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10,
        v => new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + (v * 10), TimeSpan.Zero));
}
