using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Tests.Stations;

/// <summary>The city in memory while it is being changed.</summary>
public sealed class DirectoryTests
{
    private static readonly PileId Number = new("42070400001001");

    private readonly PileDirectory piles = new();

    [Fact]
    public async Task A_pile_that_is_read_again_is_never_missing_meanwhile()
    {
        piles.Put(Pile("first"));
        using var ended = new CancellationTokenSource();
        var looking = Task.Run(() =>
        {
            int missing = 0;
            do
            {
                missing += piles.Find(Number) is null ? 1 : 0;
                missing += piles.FindByLinkName("CP-1") is null ? 1 : 0;
                missing += piles.Of(new("420704-0001")).Count == 1 ? 0 : 1;
            }
            while (!ended.IsCancellationRequested);
            return missing;
        });
        for (int again = 0; again < 50_000; again++)
        {
            piles.PutRead(Pile($"{again}"), piles.Mark());
        }

        await ended.CancelAsync();
        Assert.Equal(0, await looking);
    }

    [Fact]
    public void What_was_read_before_a_change_does_not_undo_it()
    {
        piles.Put(Pile("old"));
        long mark = piles.Mark();
        piles.Put(Pile("new"));
        piles.PutRead(Pile("old"), mark);
        Assert.Equal("new", piles.Find(Number)!.Label);
        piles.PutRead(Pile("newer, from another node"), piles.Mark());
        Assert.Equal("newer, from another node", piles.Find(Number)!.Label);
    }

    [Fact]
    public void A_removed_pile_does_not_come_back_by_an_older_reading()
    {
        piles.Put(Pile("old"));
        long mark = piles.Mark();
        piles.Remove(Number);
        piles.PutRead(Pile("old"), mark);
        Assert.Null(piles.Find(Number));
        Assert.Null(piles.FindByLinkName("CP-1"));
        Assert.Empty(piles.Of(new("420704-0001")));
    }

    [Fact]
    public void A_pile_recorded_anew_is_not_taken_away_by_an_older_reading()
    {
        long mark = piles.Mark();
        piles.Put(Pile("anew"));
        piles.RemoveRead(Number, mark);
        Assert.NotNull(piles.Find(Number));
        piles.RemoveRead(Number, piles.Mark());
        Assert.Null(piles.Find(Number));
    }

    [Fact]
    public void A_pile_that_moves_and_is_renamed_is_found_only_at_its_new_place()
    {
        piles.Put(Pile("1"));
        piles.Put(Pile("1") with { Station = new("420704-0002"), LinkName = "CP-2" });
        Assert.Empty(piles.Of(new("420704-0001")));
        Assert.Single(piles.Of(new("420704-0002")));
        Assert.Null(piles.FindByLinkName("CP-1"));
        Assert.NotNull(piles.FindByLinkName("CP-2"));
    }

    private static PileEntry Pile(string label) => new()
    {
        Pile = Number,
        Station = new("420704-0001"),
        LinkName = "CP-1",
        Protocol = PileProtocol.Ocpp16,
        Kind = PileKind.Ac,
        RatedPower = new(7_000),
        Label = label,
        Vendor = "",
        Model = "",
        Secret = null,
        FirstSeen = null,
        OutOfService = false,
        Connectors = [],
    };
}
