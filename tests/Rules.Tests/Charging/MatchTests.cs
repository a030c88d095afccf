using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Tests.Charging;

/// <summary>Which session a pile means.</summary>
public sealed class MatchTests
{
    private static readonly DateTimeOffset Noon = Told.Noon;

    [Fact]
    public void The_same_start_again_is_a_repeat_though_its_message_id_is_new()
    {
        var session = Open(1, transaction: "12", key: "1|CARD|0|noon");

        Assert.Equal(session, Assert.IsType<StartMatch.Repeat>(Match(new(1, "CARD", null, "1|CARD|0|noon", Noon), session)).Session);
    }

    [Fact]
    public void The_same_start_again_is_a_repeat_even_after_its_end()
    {
        var session = Open(1, transaction: "12", key: "k") with { State = SessionState.Paid };

        Assert.IsType<StartMatch.Repeat>(Match(new(1, "CARD", null, "k", Noon), session));
    }

    [Fact]
    public void A_reused_message_id_with_another_content_is_a_new_start()
    {
        var session = Open(1, transaction: "12", key: "1|CARD|0|noon") with { State = SessionState.Paid };

        Assert.IsType<StartMatch.Fresh>(Match(new(1, "CARD", null, "1|CARD|5000|later", Noon.AddHours(1)), session));
    }

    [Fact]
    public void A_name_given_again_after_its_session_was_over_is_a_new_start()
    {
        var paid = Open(1, transaction: "tx-1", key: "k") with { State = SessionState.Paid, StoppedAt = Noon.AddMinutes(30) };

        Assert.IsType<StartMatch.Fresh>(Match(new(1, "CARD", "tx-1", null, Noon.AddHours(1)), paid));
        Assert.IsType<StartMatch.Repeat>(Match(new(1, "CARD", "tx-1", null, Noon), paid));
        Assert.IsType<StartMatch.Repeat>(Match(new(1, "CARD", "tx-1", null, Noon.AddHours(1), ClockWrong: true), paid));
    }

    [Fact]
    public void A_name_given_again_with_our_word_is_the_session_somebody_asked_for()
    {
        var open = Open(1, transaction: "tx-1", key: "k");
        var asked = Starting(5);

        Assert.Equal(asked, Assert.IsType<StartMatch.Awaited>(Match(new(1, "DS5", "tx-1", null, Noon), open, asked)).Session);
    }

    [Fact]
    public void The_bare_name_means_the_newest_session_that_bears_it()
    {
        var paid = Open(1, transaction: "tx-1", key: "k") with { State = SessionState.Paid, StoppedAt = Noon };
        var again = Open(2, transaction: "tx-1+", key: "l");

        Assert.Equal(again, Assert.IsType<StartMatch.Repeat>(Match(new(1, "CARD", "tx-1", null, Noon.AddHours(1)), paid, again)).Session);
        Assert.Equal(again, StopMatch.Of("tx-1", null, null, [paid, again]));
        Assert.False(TransactionName.Means("tx-12", "tx-1"));
    }

    [Fact]
    public void A_start_with_our_word_is_the_session_somebody_asked_for()
    {
        var session = Starting(5);

        Assert.Equal(session, Assert.IsType<StartMatch.Awaited>(Match(new(1, "ds5", null, "k", Noon), session)).Session);
    }

    [Fact]
    public void A_pile_that_begins_what_was_given_up_is_told_apart()
    {
        var session = Starting(5) with { State = SessionState.Failed };

        Assert.IsType<StartMatch.GivenUp>(Match(new(1, "DS5", null, "k", Noon), session));
    }

    [Fact]
    public void Two_starts_on_one_connector_displace_the_first()
    {
        var first = Open(1, "12", "a");

        Assert.Equal(first, Assert.IsType<StartMatch.Fresh>(Match(new(1, "CARD", null, "b", Noon.AddMinutes(5)), first)).Displaces);
    }

    [Fact]
    public void A_start_from_before_does_not_displace_what_runs_now()
    {
        var now = Open(1, "12", "a");

        Assert.Null(Assert.IsType<StartMatch.Fresh>(Match(new(1, "CARD", null, "b", Noon.AddHours(-5)), now)).Displaces);
    }

    [Fact]
    public void A_start_on_the_other_connector_displaces_nobody()
    {
        Assert.Null(Assert.IsType<StartMatch.Fresh>(Match(new(2, "CARD", null, "b", Noon.AddMinutes(5)), Open(1, "12", "a"))).Displaces);
    }

    [Fact]
    public void A_stop_with_a_foreign_number_stops_nobody()
    {
        Assert.Null(StopMatch.Of("99", null, new Energy(5_000), [Open(1, "12", "a")]));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(null)]
    public void A_stop_without_a_number_means_the_only_session_it_can_mean(string? number)
    {
        var session = Open(1, "12", "a") with { Card = "CARD" };

        Assert.Equal(session, StopMatch.Of(number, "card", new Energy(5_000), [session]));
        Assert.Equal(session, StopMatch.Of(number, "CARD", new Energy(5_000), [session, Open(2, "13", "b") with { Card = "OTHER" }]));
    }

    [Fact]
    public void A_stop_without_a_number_that_could_mean_two_means_none()
    {
        Assert.Null(StopMatch.Of("-1", null, new Energy(5_000), [Open(1, "12", "a"), Open(2, "13", "b")]));
        Assert.Null(StopMatch.Of("0", "STRANGER", new Energy(5_000), [Open(1, "12", "a") with { Card = "CARD" }]));
        Assert.Null(StopMatch.Of("0", null, new Energy(500), [Open(1, "12", "a")]));
    }

    [Theory]
    [InlineData(true, true, true, ReportedStatus.Available, false, null)]
    [InlineData(true, true, true, ReportedStatus.Unknown, false, null)]
    [InlineData(true, true, true, ReportedStatus.Available, true, "connector.busy")]
    [InlineData(true, true, false, ReportedStatus.Available, false, "pile.offline")]
    [InlineData(false, true, true, ReportedStatus.Available, false, "pile.out-of-service")]
    [InlineData(true, true, true, ReportedStatus.Faulted, false, "connector.faulted")]
    [InlineData(true, true, true, ReportedStatus.Unavailable, false, "connector.unavailable")]
    [InlineData(true, false, true, ReportedStatus.Preparing, false, "connector.unavailable")]
    public void A_start_is_asked_only_of_a_connector_that_can(bool service, bool inService, bool linked, ReportedStatus status, bool busy, string? refusal)
    {
        Assert.Equal(refusal, StartRule.Refuses(new(new(new("32010600019236"), 1), service, inService, linked, status, busy))?.Code);
    }

    [Fact]
    public void A_clock_that_runs_ahead_or_never_was_set_is_not_believed()
    {
        Assert.Equal(Noon, PileTime.Believed(Noon.AddHours(1), Noon, ChargingRules.Default));
        Assert.Equal(Noon, PileTime.Believed(DateTimeOffset.UnixEpoch, Noon, ChargingRules.Default));
        Assert.Equal(Noon.AddDays(-3), PileTime.Believed(Noon.AddDays(-3), Noon, ChargingRules.Default));
    }

    private static StartMatch Match(PileStart start, params Session[] known) => StartMatch.Of(start, known, id => $"DS{id}");

    private static Session Starting(long id) => new() { Id = new(id), Connector = new(new("32010600019236"), 1), StartedBy = StartedBy.App, RequestedAt = Noon };

    private static Session Open(int connector, string transaction, string key) => new()
    {
        Id = new(connector),
        Connector = new(new("32010600019236"), connector),
        StartedBy = StartedBy.Card,
        RequestedAt = Noon,
        State = SessionState.Charging,
        BeginSeen = true,
        PileTransaction = transaction,
        StartKey = key,
        First = new MeterPoint(Noon, new Energy(1_000)),
    };
}
