using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;
using Doorstep.TestCity;

namespace Doorstep.App.Tests.Stations;

/// <summary>A small town over a real store: the city office, two providers, and drafts to record. Today is 2026-07-01, ten o'clock.</summary>
internal sealed class Town(TestStore store) : IAsyncDisposable
{
    public static readonly OrganisationId CityOffice = new("CITY");
    public static readonly OrganisationId East = new("EAST");
    public static readonly OrganisationId West = new("WEST");
    public static readonly DateOnly Today = new(2026, 7, 1);

    public static readonly Actor City = new(1, "Lin", Role.City, CityOffice, [], "10.0.0.1");
    public static readonly Actor Manager = new(2, "Hu", Role.ProviderManager, East, [], "10.0.0.2");
    public static readonly Actor Rival = new(3, "Xu", Role.ProviderManager, West, [], "10.0.0.3");
    public static readonly Actor Technician = new(4, "Fan", Role.ProviderTechnician, East, [], "10.0.0.4");
    public static readonly Actor Public = Actor.Anonymous("10.0.0.9");

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestStore Store => store;

    public static async Task<Town> Open(Engine engine = Engine.Sqlite)
    {
        var store = await TestStore.Open(engine, services => services.AddStations().AddPricing());
        await store.Write(db => db.Organisations.AddRange(
            new OrganisationRow { Id = CityOffice, Name = "市发改委", EnglishName = "City", Kind = OrganisationKind.City },
            new OrganisationRow { Id = East, Name = "东", EnglishName = "East", Kind = OrganisationKind.Provider },
            new OrganisationRow { Id = West, Name = "西", EnglishName = "West", Kind = OrganisationKind.Provider }));
        return new(store);
    }

    public static StationDraft Station(string code = "EZ0001", double longitude = 114.895, double latitude = 30.391) => new()
    {
        Id = new(code),
        Provider = East,
        Name = "西山花园",
        At = new(longitude, latitude, Datum.Wgs84),
        GridLimit = new(400_000),
    };

    public static PileDraft Pile(string number = "42070400010001", string station = "EZ0001") => new()
    {
        Id = new(number),
        Station = new(station),
        Protocol = PileProtocol.Ocpp16,
        Kind = PileKind.Dc,
        RatedPower = new(120_000),
        Connectors = [new(120_000), new(60_000)],
    };

    public static Tariff Flat(string code = "FLAT", decimal electricity = 0.6m, decimal service = 0.6m, DateOnly? from = null) => new()
    {
        Code = code,
        Name = code,
        ValidFrom = from ?? new(2026, 1, 1),
        Plans = [MonthPlan.Single([.. Enumerable.Range(1, 12)], new(PricePeriod.Flat, UnitPrice.FromYuan(electricity), UnitPrice.FromYuan(service)))],
    };

    public T Get<T>()
        where T : notnull => store.Get<T>();

    public async Task<Town> WithStation(StationDraft? draft = null)
    {
        Granted(await Get<RecordStation>().Run(Manager, draft ?? Station(), Ct));
        Granted(await Get<SetStationState>().Run(Manager, (draft ?? Station()).Id, StationState.Open, Ct));
        return this;
    }

    public static T Granted<T>(Decision<T> decision)
    {
        Assert.True(decision.Granted, decision.Refusal?.ToString());
        return decision.Value;
    }

    public static void Refused<T>(string code, Decision<T> decision) => Assert.Equal(code, decision.Refusal?.Code);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
