using Doorstep.Rules.Siting;

namespace Doorstep.Rules.Tests.Siting;

public sealed class DraftTests
{
    private static readonly DateOnly Today = new(2026, 7, 1);

    private static readonly Outline Square = new([[At(114.89, 30.39), At(114.90, 30.39), At(114.90, 30.40), At(114.89, 30.40), At(114.89, 30.39)]]);

    [Fact]
    public void A_gate_on_the_other_side_of_town_is_named_with_its_distance()
    {
        var place = new CommunityPlace { Code = "C1", Name = "花园", Division = "420704003", Boundary = Square, Gates = [new("", At(114.895, 30.395)), new("", At(114.95, 30.395))] };

        var fault = Assert.Single(place.Faults());
        Assert.Equal("gate.outside", fault.Code);
        Assert.Contains(("kilometres", "4.8"), fault.Facts);
    }

    [Fact]
    public void A_point_inside_lies_nowhere_outside_and_a_hole_is_outside()
    {
        Outline ring = new([.. Square.Rings, [At(114.894, 30.394), At(114.896, 30.394), At(114.896, 30.396), At(114.894, 30.396), At(114.894, 30.394)]]);

        Assert.Equal(0, Square.Outside(At(114.895, 30.395)).Value);
        Assert.InRange(ring.Outside(At(114.895, 30.395)).Value, 90, 115);
        Assert.InRange(Square.Outside(At(114.90, 30.401)).Value, 110, 112);
    }

    [Theory]
    [InlineData(30.39, 114.89, "place.swapped")]
    [InlineData(0, 0, "place.position-wrong")]
    [InlineData(546_000, 3_360_000, "place.position-wrong")]
    public void A_place_that_is_none_says_what_is_wrong(double longitude, double latitude, string code) =>
        Assert.Equal(code, Assert.Single(new CommunityPlace { Code = "C1", Name = "花园", Division = "4", Centre = At(longitude, latitude) }.Faults()).Code);

    [Fact]
    public void Impossible_counts_are_each_named()
    {
        var faults = new SurveyDraft(Today.AddDays(1), "", -1, -2, -3, 2_000_000).Faults(Today).Select(f => f.Code).ToList();
        Assert.Equal(["census.count-wrong", "census.count-wrong", "census.count-wrong", "census.count-wrong", "survey.day-wrong", "survey.source-missing"], faults);
        Assert.Equal("survey.vehicles-many", Assert.Single(new SurveyDraft(Today, "物业", 100, 0, 501, 0).Faults(Today)).Code);
        Assert.True(new SurveyDraft(Today, "物业", 100, 0, 5, 6).MorePilesThanVehicles);
    }

    [Fact]
    public void A_site_needs_bays_and_power()
    {
        var site = new CandidateDraft { Code = "S1", Name = "路侧", At = At(114.89, 30.39), Bays = 0, FreeKva = 0 };
        Assert.Equal(["site.no-bays", "site.no-power"], site.Faults().Select(f => f.Code));
        Assert.Equal(["census.count-wrong"], (site with { Bays = -4, FreeKva = 100 }).Faults().Select(f => f.Code));
        Assert.Empty((site with { Bays = 4, ExtraKva = 100 }).Faults());
    }

    [Fact]
    public void A_station_of_others_needs_piles_of_a_likely_power()
    {
        var station = new PublicStationDraft { Code = "P1", Name = "旧站", At = At(114.89, 30.39) };
        Assert.Equal(["public-station.no-piles"], station.Faults().Select(f => f.Code));
        Assert.Equal(["public-station.power-wrong"], (station with { FastPiles = 2, FastPower = new(120) }).Faults().Select(f => f.Code));
        Assert.Empty((station with { SlowPiles = 3 }).Faults());
    }

    [Fact]
    public void Only_a_submitted_survey_is_judged_and_a_return_has_a_reason()
    {
        Assert.Equal(SurveyState.Confirmed, SurveyLife.Judge(SurveyState.Submitted, confirmed: true, "").Value);
        Assert.Equal(SurveyState.Returned, SurveyLife.Judge(SurveyState.Submitted, confirmed: false, "桩数不符").Value);
        Assert.Equal("survey.reason-missing", SurveyLife.Judge(SurveyState.Submitted, confirmed: false, " ").Refusal?.Code);
        Assert.All([SurveyState.Draft, SurveyState.Confirmed, SurveyState.Returned], state => Assert.Equal("survey.not-submitted", SurveyLife.Judge(state, true, "").Refusal?.Code));
    }

    private static GeoPoint At(double longitude, double latitude) => new(longitude, latitude, Datum.Wgs84);
}
