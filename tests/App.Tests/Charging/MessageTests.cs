using Doorstep.App.Charging;
using Doorstep.App.People;
using Doorstep.App.Store.Rows;
using Doorstep.App.Tests.People;
using Doorstep.Machine;
using Doorstep.Rules.People;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Charging.ChargingCity;

namespace Doorstep.App.Tests.Charging;

/// <summary>Residents are told how their charges went, once, and nobody else reads it.</summary>
public sealed class MessageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_start_the_pile_refused_is_told_at_once_though_the_clock_stands_still(Engine engine)
    {
        await using var city = await Open(engine);
        var pile = await city.Connect(Classic);
        var id = (await city.Start(pile, Rich)).Value;
        await city.People.Order.Answered(city.Station, pile, new CommandAnswer(id.Value, Accepted: false, "start.rejected"), Ct);

        // Nobody asks the performer: the commit itself has woken it.
        await Eventually.True(async () => (await Told(city)).Count == 1, "the message is there");
        var message = Assert.Single(await Told(city));
        Assert.Equal(("session.failed", id, "start.rejected", Rich), (message.Kind, message.Session, message.Reason, message.Resident));
        Assert.Equal(city.Now, message.At);
    }

    [Fact]
    public async Task Who_runs_out_of_money_is_told_once_that_the_charge_stops_and_then_of_the_bill()
    {
        await using var city = await Open();
        var pile = await city.Connect(Classic);
        await city.Start(pile, Rich);
        var began = await city.Began(pile, 1, Assert.IsType<PileCommand.StartCharging>(city.Door.Sent[0]).Token, 0);
        city.Store.Clock.Advance(TimeSpan.FromHours(1));
        // 100 yuan are held at one yuan a kilowatt-hour.
        await city.Read(pile, began.Transaction, 99_950);
        city.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.Read(pile, began.Transaction, 99_960);
        await city.Ended(pile, began.Transaction, 99_980);

        await Eventually.True(async () => (await Told(city)).Count == 2, "both messages are there");
        Assert.Equal(["wallet.low", "session.billed"], (await Told(city)).Select(m => m.Kind));
        Assert.Equal(9_998, (await Told(city))[^1].Total?.Fen);
    }

    [Fact]
    public async Task An_effect_performed_twice_tells_once_and_the_erased_are_told_nothing()
    {
        await using var city = await Open();
        var leave = city.Store.Get<LeaveMessage>();
        var effect = new TellResident(Rich.Value, "session.full", 5, Classic.Value, 1, 12_000, null, null, city.Now);
        await leave.Perform(effect, 77, Ct);
        await leave.Perform(effect, 77, Ct);
        Assert.Single(await Told(city));
        await city.Store.Read(db => db.Residents.Where(r => r.Id == Poor).ExecuteUpdateAsync(r => r.SetProperty(x => x.DeletedAt, city.Now)));
        await leave.Perform(effect with { Resident = Poor.Value }, 78, Ct);
        Assert.Single(await Told(city));
    }

    [Fact]
    public async Task A_resident_reads_marks_exports_and_forgets_his_own_messages_and_no_others()
    {
        await using var city = await PeopleCity.Open();
        var wang = (await city.SignIn()).Actor;
        var li = (await city.SignIn("13987654321")).Actor;
        await city.Store.Write(db => db.Messages.AddRange(Message(1, wang), Message(2, wang), Message(3, wang), Message(4, li)));

        var list = city.Get<ListMyMessages>();
        var page = (await list.Run(wang, new(Take: 2), Ct)).Value;
        Assert.Equal(3, page.Unread);
        Assert.Equal([3L, 2L], page.Messages.Select(m => m.Id));
        Assert.Equal([1L], (await list.Run(wang, new(Before: 2), Ct)).Value.Messages.Select(m => m.Id));
        Assert.Equal(2, (await city.Get<MarkMessagesRead>().Run(wang, new(UpTo: 2), Ct)).Value);
        Assert.Equal((1, 1, 0), (await list.Unread(wang, Ct), await list.Unread(li, Ct), await list.Unread(PeopleCity.City, Ct)));
        Assert.Equal("people.sign-in-needed", (await list.Run(PeopleCity.Stranger, new(), Ct)).Refusal?.Code);
        Assert.Equal("people.not-allowed", (await city.Get<MarkMessagesRead>().Run(PeopleCity.City, new(), Ct)).Refusal?.Code);

        Assert.Equal([1L, 2L, 3L], (await city.Get<ExportMyData>().Run(wang, Ct)).Value.Messages.Select(m => m.Id));
        Assert.True((await city.Get<DeleteMe>().Run(wang, Ct)).Granted);
        Assert.Equal([4L], await city.Store.Read(db => db.Messages.Select(m => m.Id).ToListAsync()));
    }

    private static MessageRow Message(long id, Actor to) =>
        new() { Id = id, Resident = to.Resident!.Value, Kind = "session.full", Session = new(9), Pile = Classic, At = DateTimeOffset.UnixEpoch };

    private static Task<List<MessageRow>> Told(ChargingCity city) => city.Store.Read(db => db.Messages.AsNoTracking().OrderBy(m => m.Id).ToListAsync());
}
