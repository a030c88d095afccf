using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Stations.Town;

namespace Doorstep.App.Tests.Stations;

public sealed class RecordTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_recorded_station_is_found_at_once_and_after_a_restart(Engine engine)
    {
        await using var town = await Open(engine);
        await town.WithStation(Station() with { OpensAt = new(6, 0), ClosesAt = new(22, 30) });
        var pile = Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));

        Assert.Equal("西山花园", town.Get<StationDirectory>().Find(new("EZ0001"))?.Name);
        Assert.Same(pile.Pile, town.Get<PileDirectory>().FindByLinkName("42070400010001"));

        var stations = new StationDirectory();
        var piles = new PileDirectory();
        await new FollowStations(town.Store.Contexts, stations, piles, town.Store.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<FollowStations>.Instance).Follow(Ct);

        Assert.Equal(town.Get<StationDirectory>().All, stations.All);
        var again = piles.Find(new("42070400010001"))!;
        Assert.True(again.Secret!.Matches(pile.NewSecret!));
        Assert.Equal([120_000, 60_000], again.Connectors.Select(c => c.MaxPower.Watts));
    }

    [Fact]
    public async Task The_same_draft_twice_changes_nothing_and_leaves_one_trace()
    {
        await using var town = await Open();
        for (int i = 0; i < 2; i++)
        {
            Granted(await town.Get<RecordStation>().Run(Manager, Station(), Ct));
            Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        }

        var trace = await town.Store.Read(db => db.Audit.OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal(["station.create", "pile.create"], trace);
    }

    [Fact]
    public async Task The_trace_names_who_and_what_and_never_a_secret()
    {
        await using var town = await Open();
        await town.WithStation();
        var recorded = Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));

        var line = await town.Store.Read(db => db.Audit.SingleAsync(a => a.Action == "pile.create"));

        Assert.Equal(("Hu", "pile:42070400010001", "10.0.0.2"), (line.ActorName, line.Subject, line.From));
        Assert.DoesNotContain(recorded.NewSecret!, line.After, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256", line.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_provider_and_the_public_may_change_nothing()
    {
        await using var town = await Open();
        await town.WithStation();

        Refused("people.not-allowed", await town.Get<RecordStation>().Run(Rival, Station(), Ct));
        Refused("people.sign-in-needed", await town.Get<RecordStation>().Run(Public, Station("EZ0002"), Ct));
        Refused("people.not-allowed", await town.Get<RecordPile>().Run(Rival, Pile(), Ct));
        Refused("people.not-allowed", await town.Get<SetStationState>().Run(Rival, new("EZ0001"), StationState.Closed, Ct));
        Refused("people.not-allowed", await town.Get<SetStationState>().Run(Technician, new("EZ0001"), StationState.Closed, Ct));
        Assert.Equal("西山花园", town.Get<StationDirectory>().Find(new("EZ0001"))?.Name);
    }

    [Fact]
    public async Task What_is_wrong_with_a_draft_is_named()
    {
        await using var town = await Open();
        var record = town.Get<RecordStation>();

        Refused("station.position-wrong", await record.Run(Manager, Station() with { At = new(30.391, 114.895, Datum.Wgs84) }, Ct));
        Refused("station.code-wrong", await record.Run(Manager, Station("站") with { }, Ct));
        Refused("station.provider-unknown", await record.Run(City, Station() with { Provider = new("NOBODY") }, Ct));
        Refused("station.unknown", await town.Get<RecordPile>().Run(City, Pile(station: "EZ9999"), Ct));
    }

    [Fact]
    public async Task A_position_in_another_datum_is_kept_in_ours()
    {
        await using var town = await Open();
        var gcj = new GeoPoint(114.895, 30.391, Datum.Wgs84).To(Datum.Gcj02);

        var entry = Granted(await town.Get<RecordStation>().Run(Manager, Station() with { At = gcj }, Ct));

        Assert.Equal((Datum.Wgs84, 114.895, 30.391), (entry.At.Datum, Math.Round(entry.At.Longitude, 7), Math.Round(entry.At.Latitude, 7)));
    }

    [Fact]
    public async Task Two_piles_never_answer_to_one_name()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile() with { LinkName = "GATE-1" }, Ct));

        Refused("pile.link-name-taken", await town.Get<RecordPile>().Run(Manager, Pile("42070400010002") with { LinkName = "GATE-1" }, Ct));
    }

    [Fact]
    public async Task Two_piles_racing_for_one_name_leave_one_winner()
    {
        await using var town = await Open();
        await town.WithStation();

        var both = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => town.Get<RecordPile>().Run(Manager, Pile($"4207040001000{i}") with { LinkName = "GATE-1" }, Ct)));

        Assert.Single(both, done => done.Granted);
        Assert.All(both.Where(done => !done.Granted), done => Refused("pile.link-name-taken", done));
    }

    [Fact]
    public async Task A_closed_station_stays_closed()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<SetStationState>().Run(Manager, new("EZ0001"), StationState.Closed, Ct));

        Refused("station.state-wrong", await town.Get<SetStationState>().Run(Manager, new("EZ0001"), StationState.Open, Ct));
    }

    [Fact]
    public async Task A_rotated_secret_opens_and_the_old_one_does_not()
    {
        await using var town = await Open();
        await town.WithStation();
        string old = Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct)).NewSecret!;

        string fresh = Granted(await town.Get<ServePile>().RotateSecret(Technician, Pile().Id, Ct));

        var secret = town.Get<PileDirectory>().Find(Pile().Id)!.Secret!;
        Assert.True(secret.Matches(fresh));
        Assert.False(secret.Matches(old));
        Refused("people.not-allowed", await town.Get<ServePile>().RotateSecret(Rival, Pile().Id, Ct));
    }

    [Fact]
    public async Task A_removed_pile_is_unknown_until_it_is_recorded_again()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        Granted(await town.Get<ServePile>().Remove(Manager, Pile().Id, Ct));

        Assert.Null(town.Get<PileDirectory>().FindByLinkName(Pile().Id.Value));
        Assert.Empty(town.Get<PileDirectory>().Of(new("EZ0001")));
        Refused("pile.unknown", await town.Get<ServePile>().RotateSecret(Manager, Pile().Id, Ct));

        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        Assert.NotNull(town.Get<PileDirectory>().Find(Pile().Id));
    }

    [Fact]
    public async Task A_pile_with_fewer_guns_loses_the_last()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));

        var pile = Granted(await town.Get<RecordPile>().Run(Manager, Pile() with { Connectors = [new(90_000)] }, Ct)).Pile;

        Assert.Equal([(1, 90_000L)], pile.Connectors.Select(c => (c.Number, c.MaxPower.Watts)));
        Assert.Equal(1, await town.Store.Read(db => db.Connectors.CountAsync()));
    }

    [Fact]
    public async Task A_pile_without_secret_belongs_to_the_first_link_it_shows()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile() with { Protocol = PileProtocol.Ykc }, Ct));
        var bind = town.Get<BindFirstSeen>();

        Assert.Null(town.Get<PileDirectory>().Find(Pile().Id)!.Secret);
        Granted(await bind.Run(Pile().Id, "sim:8986001", Ct));
        Granted(await bind.Run(Pile().Id, "sim:8986001", Ct));
        Refused("pile.other-link", await bind.Run(Pile().Id, "sim:8986002", Ct));

        Granted(await town.Get<ServePile>().ForgetBinding(Technician, Pile().Id, Ct));
        Granted(await bind.Run(Pile().Id, "sim:8986002", Ct));
    }

    [Fact]
    public async Task Racing_links_bind_a_pile_once()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile() with { Protocol = PileProtocol.Ykc }, Ct));

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => town.Get<BindFirstSeen>().Run(Pile().Id, $"10.0.0.{i}", Ct)));

        Assert.Single(all, done => done.Granted);
    }

    [Fact]
    public async Task What_another_node_changes_is_seen_within_two_seconds()
    {
        await using var town = await Open();
        await using var other = await TestStore.Over(town.Store.Settings with { Node = 1 }, services => services.AddStations(), town.Store.Clock);
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        Assert.Null(other.Get<PileDirectory>().Find(Pile().Id));

        await other.Get<FollowStations>().Follow(Ct);
        Assert.NotNull(other.Get<PileDirectory>().Find(Pile().Id));

        Granted(await town.Get<ServePile>().Remove(Manager, Pile().Id, Ct));
        await other.Get<FollowStations>().Follow(Ct);
        Assert.Null(other.Get<PileDirectory>().Find(Pile().Id));
    }

    [Fact]
    public async Task Bays_have_zones_and_the_connectors_that_reach_them()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        var bays = town.Get<RecordBays>();

        Granted(await bays.Run(Manager, new("EZ0001"), [new("A1", BayZone.Resident, true, true, [new(Pile().Id, 1)]), new("A2", BayZone.Public, false, false, [])], Ct));
        Refused("bay.connector-unknown", await bays.Run(Manager, new("EZ0001"), [new("B1", BayZone.Public, false, false, [new(Pile().Id, 9)])], Ct));
        Refused("bay.label-twice", await bays.Run(Manager, new("EZ0001"), [new("B1", BayZone.Public, false, false, []), new("B1", BayZone.Public, false, false, [])], Ct));

        var sheet = Granted(await town.Get<ReadStation>().Run(new("EZ0001"), Ct));
        Assert.Equal([("A1", BayZone.Resident), ("A2", BayZone.Public)], sheet.Bays.Select(b => (b.Label, b.Zone)));

        Granted(await bays.Run(Manager, new("EZ0001"), [new("A2", BayZone.Resident, false, false, [new(Pile().Id, 2)])], Ct));
        var connectors = await town.Store.Read(db => db.Connectors.OrderBy(c => c.Number).ToListAsync());
        Assert.Null(connectors[0].Bay);
        Assert.Equal(sheet.Bays[1].Id, connectors[1].Bay);
    }
}
