using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.App.Tests.Charging;

/// <summary>A city of one station with three piles, one tariff of 1 yuan, two residents with cards; what is sent to piles is written down.</summary>
internal sealed class ChargingCity : IAsyncDisposable
{
    public static readonly StationId StationId = new("EZ0001");
    public static readonly PileId Classic = new("32010600019236");
    public static readonly PileId Second = new("32010600019237");
    public static readonly PileId Ykc = new("32010600019238");
    public static readonly ResidentId Rich = new(1);
    public static readonly ResidentId Poor = new(2);
    public static readonly OrganisationId Provider = new("GRIDCO");

    private ChargingCity(TestStore store) => Store = store;

    public TestStore Store { get; }

    public LiveStation Station { get; private set; } = null!;

    public RecordingDoor Door { get; } = new();

    public PileVoices Piles => Store.Get<PileVoices>();

    public PeopleVoices People => Store.Get<PeopleVoices>();

    public DateTimeOffset Now => Store.Get<CityClock>().GetUtcNow();

    public static async Task<ChargingCity> Open(Engine engine = Engine.Sqlite)
    {
        var store = await TestStore.Open(engine, Services);
        await Seed(store.Services);
        var city = new ChargingCity(store);
        await city.Reopen();
        return city;
    }

    public static void Services(IServiceCollection services)
    {
        services.AddStations().AddPricing().AddCharging();
        services.AddSingleton<PileVoices>().AddSingleton<TransactionVoices>().AddSingleton<PeopleVoices>();
    }

    public static async Task Seed(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await services.GetRequiredService<GroupCommit>().Run(
            (db, _) =>
        {
            db.Organisations.Add(new() { Id = Provider, Name = "电网", EnglishName = "Grid", Kind = OrganisationKind.Provider });
            db.Stations.Add(new() { Id = StationId, Provider = Provider, Name = "站", State = StationState.Open, ChangedAt = now });
            foreach (var (pile, protocol) in new[] { (Classic, PileProtocol.Ocpp16), (Second, PileProtocol.Ocpp201), (Ykc, PileProtocol.Ykc) })
            {
                db.Piles.Add(new() { Id = pile, Station = StationId, LinkName = pile.Value, Protocol = protocol, Kind = PileKind.Ac, RatedPower = new(7_000), ChangedAt = now });
                db.Connectors.Add(new() { Pile = pile, Number = 1, MaxPower = new(7_000) });
                db.Connectors.Add(new() { Pile = pile, Number = 2, MaxPower = new(7_000) });
            }

            var tariff = new Tariff
            {
                Code = "ONE",
                Name = "One yuan",
                ValidFrom = new(2024, 1, 1),
                Plans = [MonthPlan.Single([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], new(PricePeriod.Flat, UnitPrice.FromYuan(0.6m), UnitPrice.FromYuan(0.4m)))],
            };
            db.Tariffs.Add(new() { Id = 1, Code = "ONE", Owner = Provider, Name = "One", ValidFrom = new(2024, 1, 1), Rates = PricingJson.Write(tariff), ChangedAt = now });
            db.StationTariffs.Add(new() { Id = 1, Station = StationId, TariffCode = "ONE", From = new(2024, 1, 1), ChangedAt = now });
            foreach (var (resident, card, money) in new[] { (Rich, "RICH", 50_000), (Poor, "POOR", 100) })
            {
                db.Residents.Add(new() { Id = resident, Phone = $"+861380000000{resident}" });
                db.Cards.Add(new() { Uid = card, Resident = resident });
                db.Wallets.Add(new() { Resident = resident, Balance = new(money) });
            }

            return Task.CompletedTask;
        },
            CancellationToken.None);
        await services.GetRequiredService<FollowStations>().Follow(CancellationToken.None);
        await services.GetRequiredService<FollowPrices>().Follow(CancellationToken.None);
    }

    /// <summary>Forgets everything in memory and reads it from disk, as after a crash.</summary>
    public async Task Reopen() => Station = await Store.Get<OpenStation>().Run(StationId, CancellationToken.None);

    /// <summary>The program stops, and starts again on the same records after a while; no timer ticks through the time between.</summary>
    public async Task<ChargingCity> StartedAgain(TimeSpan after)
    {
        await Store.Stop();
        var city = new ChargingCity(await TestStore.Over(Store.Settings, Services, new FakeTimeProvider(Store.Clock.GetUtcNow() + after)));
        await city.Reopen();
        return city;
    }

    public async Task<LivePile> Connect(PileId pile)
    {
        var origin = new PileOrigin(pile, Door, pile.GetHashCode());
        await Piles.Link.Up(Station, origin, new(PileProtocol.Ocpp16, "10.0.0.1"), CancellationToken.None);
        return Station.FindPile(pile)!;
    }

    public Task<BeganAnswer> Began(LivePile pile, int connector, string? token, long register, DateTimeOffset? at = null, string? transaction = null) => Piles.Transactions.Begin.Run(
        Station, pile, new(connector, token, transaction, $"{connector}|{token}|{register}|{at ?? Now:O}", at ?? Now, new Energy(register), false), CancellationToken.None);

    public Task Read(LivePile pile, string? transaction, long register, int connector = 1) => Piles.Transactions.Readings.Run(
        Station, pile, new(connector, transaction, [new Reading(Now, new Energy(register))]), CancellationToken.None);

    public Task Ended(LivePile pile, string? transaction, long register, string? token = null, DateTimeOffset? at = null) => Piles.Transactions.End.Run(
        Station, pile, new(null, transaction, token, at ?? Now, new PileClaim(new Energy(register)), "Local", []), CancellationToken.None);

    public Task<Decision<SessionId>> Start(LivePile pile, ResidentId? payer, int connector = 1) => People.Open.Run(
        Station, pile, new(pile.Id, connector, payer, payer is null ? StartedBy.Operator : StartedBy.App, payer is null ? "test" : null, ""), CancellationToken.None);

    public Task<SessionRow> Row(SessionId id) => Store.Read(db => db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id));

    public Task<List<SessionRow>> Rows() => Store.Read(db => db.Sessions.AsNoTracking().OrderBy(s => s.RequestedAt).ToListAsync());

    public Task<WalletRow> Wallet(ResidentId who) => Store.Read(db => db.Wallets.AsNoTracking().SingleAsync(w => w.Resident == who));

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

/// <summary>Writes down what is sent to piles.</summary>
internal sealed class RecordingDoor : IPileDoor
{
    public List<PileCommand> Sent { get; } = [];

    public List<long> Closed { get; } = [];

    public bool Gone { get; set; }

    public Task<bool> Send(long link, PileCommand command)
    {
        Sent.Add(command);
        return Task.FromResult(!Gone);
    }

    public Task Close(long link, string why)
    {
        Closed.Add(link);
        return Task.CompletedTask;
    }
}
