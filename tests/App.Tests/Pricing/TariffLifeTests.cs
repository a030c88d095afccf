using Doorstep.App.Pricing;
using Doorstep.App.Store.Rows;
using Doorstep.App.Tests.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Doorstep.App.Tests.Stations.Town;

namespace Doorstep.App.Tests.Pricing;

public sealed class TariffLifeTests
{
    private static readonly StationId Station = new("EZ0001");

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_published_tariff_prices_a_station_and_survives_a_restart(Engine engine)
    {
        await using var town = await Priced(engine);
        var book = new PriceBook();
        await new FollowPrices(town.Store.Contexts, book, new CitySettings(), town.Store.Clock, NullLogger<FollowPrices>.Instance).Follow(Ct);

        Assert.Equal(PricingJson.Write(town.Get<PriceBook>().TermsOf(Station, Today, null).Value), PricingJson.Write(book.TermsOf(Station, Today, null).Value));
        Assert.Equal(1.2m, (await Total(town, null)).YuanPerKilowattHour);
    }

    [Fact]
    public async Task A_tariff_in_force_is_never_changed_only_followed()
    {
        await using var town = await Priced();
        var publish = town.Get<PublishTariff>();

        Refused("tariff.not-future", await publish.Run(Manager, East, Flat(electricity: 0.1m, from: Today), Ct));
        Refused("tariff.version-exists", await publish.Run(Manager, East, Flat(electricity: 0.1m), Ct));
        Granted(await publish.Run(Manager, East, Flat(electricity: 0.7m, from: Today.AddDays(1)), Ct));

        var terms = Granted(await town.Get<TermsFor>().Run(Station, null, town.Store.Clock.GetUtcNow(), Ct));
        Assert.Equal(0.6m, terms.RateAt(LocalClock.Midnight(Today)).Electricity.YuanPerKilowattHour);
        Assert.Equal(0.7m, terms.RateAt(LocalClock.Midnight(Today.AddDays(1))).Electricity.YuanPerKilowattHour);
    }

    [Fact]
    public async Task A_version_to_come_may_be_taken_back_one_in_force_only_ended()
    {
        await using var town = await Priced();
        var next = Granted(await town.Get<PublishTariff>().Run(Manager, East, Flat(from: Today.AddDays(3)), Ct));
        long current = town.Get<PriceBook>().Versions("FLAT")[0].Version;
        var withdraw = town.Get<WithdrawTariff>();

        Granted(await withdraw.Run(Manager, next.Version, null, Ct));
        Refused("tariff.unknown", await withdraw.Run(Manager, next.Version, null, Ct));
        Refused("tariff.in-force", await withdraw.Run(Manager, current, null, Ct));
        Refused("tariff.not-future", await withdraw.Run(Manager, current, Today.AddDays(-1), Ct));
        Granted(await withdraw.Run(Manager, current, Today, Ct));

        Refused("tariff.missing", town.Get<PriceBook>().TermsOf(Station, Today.AddDays(1), null));
        Granted(town.Get<PriceBook>().TermsOf(Station, Today, null));
    }

    [Fact]
    public async Task A_station_with_a_price_changes_over_tomorrow_at_the_earliest()
    {
        await using var town = await Priced();
        Granted(await town.Get<PublishTariff>().Run(Manager, East, Flat("NEW", electricity: 0.9m), Ct));
        var assign = town.Get<AssignTariff>();

        Refused("tariff.not-future", await assign.Run(Manager, Station, "NEW", Today, Ct));
        Granted(await assign.Run(Manager, Station, "NEW", Today.AddDays(1), Ct));
        Granted(await assign.Run(Manager, Station, "FLAT", Today, Ct));

        Assert.Equal("FLAT", town.Get<PriceBook>().TariffOf(Station, Today)?.Code);
        Assert.Equal("NEW", town.Get<PriceBook>().TariffOf(Station, Today.AddDays(1))?.Code);
    }

    [Fact]
    public async Task Nobody_prices_what_is_not_his()
    {
        await using var town = await Priced();
        await town.Get<PublishTariff>().Run(Rival, West, Flat("WESTERN"), Ct);

        Refused("people.not-allowed", await town.Get<PublishTariff>().Run(Rival, East, Flat("OTHER"), Ct));
        Refused("people.not-allowed", await town.Get<PublishTariff>().Run(Rival, West, Flat(from: Today.AddDays(1)), Ct));
        Refused("people.not-allowed", await town.Get<AssignTariff>().Run(Rival, Station, "WESTERN", Today.AddDays(1), Ct));
        Refused("tariff.belongs-to-another", await town.Get<AssignTariff>().Run(Manager, Station, "WESTERN", Today.AddDays(1), Ct));
        Refused("tariff.unknown", await town.Get<AssignTariff>().Run(Manager, Station, "NOWHERE", Today.AddDays(1), Ct));
    }

    [Fact]
    public async Task The_ceiling_is_a_dated_setting_of_the_city()
    {
        await using var town = await Priced();
        await town.Store.Write(db => db.Residents.Add(new ResidentRow { Id = new(7), AgreementFrom = new(2026, 1, 1), AgreementUntil = new(2026, 12, 31) }));
        var change = town.Get<ChangeCitySetting>();

        Assert.Equal(1.1m, (await Total(town, new(7))).YuanPerKilowattHour);
        Refused("people.not-allowed", await change.Run(Manager, "service.ceiling", "0.4", Today, "文件", Ct));
        Refused("setting.value-wrong", await change.Run(City, "service.ceiling", "40", Today, "文件", Ct));
        Refused("setting.not-past", await change.Run(City, "service.ceiling", "0.4", Today.AddDays(-1), "文件", Ct));
        Refused("setting.source-missing", await change.Run(City, "service.ceiling", "0.4", Today, " ", Ct));
        Refused("setting.unknown", await change.Run(City, "service.flor", "0.4", Today, "文件", Ct));
        Granted(await change.Run(City, "service.ceiling", "0.4", Today, "鄂州发改 1号", Ct));

        Assert.Equal(1.0m, (await Total(town, new(7))).YuanPerKilowattHour);
        Assert.Equal(1.2m, (await Total(town, new(8))).YuanPerKilowattHour);
        Assert.Equal(0.5m, town.Get<CitySettings>().Of(CitySetting.ServiceCeiling, Today.AddDays(-1)));
        var sheet = Granted(await town.Get<ReadCitySettings>().Run(Public, Ct)).Single(s => s.Setting == CitySetting.ServiceCeiling);
        Assert.Equal((0.4m, "鄂州发改 1号"), (sheet.Today, Assert.Single(sheet.Decisions).Source));
    }

    [Fact]
    public async Task An_exception_from_the_ceiling_needs_the_city_a_reason_and_an_end()
    {
        await using var town = await Priced();
        await town.Store.Write(db => db.Residents.Add(new ResidentRow { Id = new(7), AgreementFrom = new(2026, 1, 1) }));
        var approve = town.Get<ApproveCeilingException>();
        var request = new CeilingRequest(Station, UnitPrice.FromYuan(0.55m), Today, Today.AddDays(30), "地下车库改造");

        Refused("people.not-allowed", await approve.Run(Manager, request, Ct));
        Refused("ceiling.reason-missing", await approve.Run(City, request with { Reason = "" }, Ct));
        Refused("ceiling.dates-wrong", await approve.Run(City, request with { Until = Today.AddDays(-1) }, Ct));
        var exception = Granted(await approve.Run(City, request, Ct));
        Assert.Equal(1.15m, (await Total(town, new(7))).YuanPerKilowattHour);

        Assert.Equal(exception.Id, Assert.Single(Granted(await town.Get<ReadCitySettings>().Exceptions(Public, Today, Ct))).Id);
        Granted(await approve.End(City, exception.Id, Ct));
        var terms = Granted(await town.Get<TermsFor>().Run(Station, new(7), town.Store.Clock.GetUtcNow(), Ct));
        Assert.Equal(0.5m, terms.RateAt(LocalClock.Midnight(Today.AddDays(1))).Service.YuanPerKilowattHour);
    }

    [Fact]
    public async Task A_station_without_a_tariff_starts_nothing()
    {
        await using var town = await Open();
        await town.WithStation();

        Refused("tariff.missing", await town.Get<TermsFor>().Run(Station, null, town.Store.Clock.GetUtcNow(), Ct));
    }

    [Fact]
    public async Task Prices_for_a_page_name_the_tariff_and_the_cheapest_hours()
    {
        await using var town = await Priced();

        var prices = Granted(await town.Get<PricesNow>().Run(Public, Station, 24, Ct));

        Assert.Equal("FLAT", prices.Tariff.Code);
        Assert.Equal(1.2m, prices.Cheapest?.Mean.YuanPerKilowattHour);
        Assert.Single(prices.Curve);
    }

    [Fact]
    public async Task A_tariff_taken_back_does_not_return_by_an_older_reading()
    {
        await using var town = await Priced();
        var next = Granted(await town.Get<PublishTariff>().Run(Manager, East, Flat(from: Today.AddDays(3)), Ct));
        var book = town.Get<PriceBook>();
        long mark = book.Mark();
        var read = await town.Store.Read(db => db.Tariffs.AsNoTracking().SingleAsync(t => t.Id == next.Version));
        Granted(await town.Get<WithdrawTariff>().Run(Manager, next.Version, null, Ct));

        book.PutRead(read, mark);
        Assert.Single(book.Versions("FLAT"));

        book.PutRead(read, book.Mark());
        Assert.Equal(2, book.Versions("FLAT").Count);
    }

    [Fact]
    public async Task Publishing_leaves_a_trace()
    {
        await using var town = await Priced();

        Assert.Equal(
            ["station.create", "station.state", "tariff.publish", "tariff.assign"],
            await town.Store.Read(db => db.Audit.OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
    }

    private static async Task<Town> Priced(Engine engine = Engine.Sqlite)
    {
        var town = await Open(engine);
        await town.WithStation();
        Granted(await town.Get<PublishTariff>().Run(Manager, East, Flat(), Ct));
        Granted(await town.Get<AssignTariff>().Run(Manager, Station, "FLAT", Today, Ct));
        return town;
    }

    private static async Task<UnitPrice> Total(Town town, ResidentId? resident)
    {
        var now = town.Store.Clock.GetUtcNow();
        return Granted(await town.Get<TermsFor>().Run(Station, resident, now, Ct)).RateAt(now).Total;
    }
}
