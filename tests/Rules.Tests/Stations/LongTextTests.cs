using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Stations;

/// <summary>Whoever may record a thing may still not make every list of it megabytes long.</summary>
public sealed class LongTextTests
{
    private static readonly StationDraft Station = new() { Id = new("EZ1"), Provider = new("P"), Name = "站", At = new(114.89, 30.39, Datum.Wgs84), GridLimit = new(100_000) };

    private static readonly PileDraft Pile = new() { Id = new("42070000000031"), Station = new("EZ1"), Protocol = PileProtocol.Ocpp16, Kind = PileKind.Ac, RatedPower = new(7_000), Connectors = [new(7_000)] };

    [Fact]
    public void A_station_says_where_it_is_in_a_few_sentences()
    {
        Assert.Empty((Station with { EnglishName = Text(100), Address = Text(200), Directions = Text(500), Phone = Text(40), Division = Text(32) }).Faults());
        StationDraft[] longer = [Station with { EnglishName = Text(101) }, Station with { Address = Text(201) }, Station with { Directions = Text(501) }, Station with { Phone = Text(41) }, Station with { Division = Text(33) }];
        Assert.All(longer, draft => Assert.Equal("station.text-long", Assert.Single(draft.Faults()).Code));
    }

    [Fact]
    public void A_pile_is_called_by_a_few_words()
    {
        Assert.Empty((Pile with { Label = Text(60), Vendor = Text(60), Model = Text(60) }).Faults());
        PileDraft[] longer = [Pile with { Label = Text(61) }, Pile with { Vendor = Text(61) }, Pile with { Model = Text(61) }];
        Assert.All(longer, draft => Assert.Equal("pile.text-long", Assert.Single(draft.Faults()).Code));
    }

    private static string Text(int length) => new('字', length);
}
