using Doorstep.Rules.Charging;
using Doorstep.Rules.Stations;

namespace Doorstep.Rules.Tests.Charging;

/// <summary>One word for people, from what a pile reports and what we know.</summary>
public sealed class ConnectorSignsTests
{
    private static readonly ConnectorSigns Known = new(Linked: true, Heard: true, OutOfService: false, TakenOut: false, ReportedStatus.Available);

    [Theory]
    [InlineData(ReportedStatus.Unknown, ConnectorState.Unknown)]
    [InlineData(ReportedStatus.Available, ConnectorState.Free)]
    [InlineData(ReportedStatus.Preparing, ConnectorState.Plugged)]
    [InlineData(ReportedStatus.Occupied, ConnectorState.Plugged)]
    [InlineData(ReportedStatus.Charging, ConnectorState.Charging)]
    [InlineData(ReportedStatus.SuspendedByCar, ConnectorState.Suspended)]
    [InlineData(ReportedStatus.SuspendedByPile, ConnectorState.Suspended)]
    [InlineData(ReportedStatus.Finishing, ConnectorState.Finishing)]
    [InlineData(ReportedStatus.Reserved, ConnectorState.Reserved)]
    [InlineData(ReportedStatus.Unavailable, ConnectorState.Unavailable)]
    [InlineData(ReportedStatus.Faulted, ConnectorState.Faulted)]
    public void Without_a_session_the_pile_is_believed(ReportedStatus reported, ConnectorState said) =>
        Assert.Equal(said, (Known with { Reported = reported }).Judge(null));

    [Fact]
    public void A_lost_link_stands_above_whatever_was_last_reported()
    {
        var lost = Known with { Linked = false, Reported = ReportedStatus.Charging };

        Assert.Equal(ConnectorState.Offline, lost.Judge(On(SessionState.Charging)));
        Assert.Equal(ConnectorState.Unknown, (lost with { Heard = false }).Judge(null));
    }

    [Fact]
    public void A_pile_taken_out_of_service_is_unavailable_though_it_says_it_is_free() =>
        Assert.Equal(ConnectorState.Unavailable, (Known with { OutOfService = true }).Judge(null));

    [Theory]
    [InlineData(ReportedStatus.Unknown)]
    [InlineData(ReportedStatus.Available)]
    [InlineData(ReportedStatus.Preparing)]
    [InlineData(ReportedStatus.Occupied)]
    [InlineData(ReportedStatus.Finishing)]
    [InlineData(ReportedStatus.Reserved)]
    public void A_connector_taken_out_of_service_is_unavailable_though_a_car_stands_there_or_its_pile_says_it_is_free(ReportedStatus reported) =>
        Assert.Equal(ConnectorState.Unavailable, (Known with { TakenOut = true, Reported = reported }).Judge(null));

    [Theory]
    [InlineData(ReportedStatus.Charging, SessionState.Charging, ConnectorState.Charging)]
    [InlineData(ReportedStatus.Available, SessionState.Charging, ConnectorState.Charging)]
    [InlineData(ReportedStatus.SuspendedByCar, SessionState.Charging, ConnectorState.Suspended)]
    [InlineData(ReportedStatus.Preparing, SessionState.Starting, ConnectorState.Plugged)]
    [InlineData(ReportedStatus.Finishing, SessionState.Billed, ConnectorState.Unavailable)]
    public void Who_charges_on_a_connector_taken_out_of_service_is_seen_until_he_is_done(ReportedStatus reported, SessionState state, ConnectorState said) =>
        Assert.Equal(said, (Known with { TakenOut = true, Reported = reported }).Judge(On(state)));

    [Fact]
    public void A_fault_and_a_lost_link_are_shown_though_the_connector_was_taken_out_of_service()
    {
        var takenOut = Known with { TakenOut = true };

        Assert.Equal(ConnectorState.Faulted, (takenOut with { Reported = ReportedStatus.Faulted }).Judge(null));
        Assert.Equal(ConnectorState.Offline, (takenOut with { Linked = false }).Judge(null));
    }

    [Theory]
    [InlineData(SessionState.Starting, ConnectorState.Plugged)]
    [InlineData(SessionState.Charging, ConnectorState.Charging)]
    [InlineData(SessionState.Stopping, ConnectorState.Charging)]
    public void An_open_session_is_believed_over_a_pile_that_still_says_it_is_free(SessionState state, ConnectorState said) =>
        Assert.Equal(said, Known.Judge(On(state)));

    [Fact]
    public void A_full_car_rests_though_its_pile_says_it_charges() =>
        Assert.Equal(ConnectorState.Suspended, (Known with { Reported = ReportedStatus.Charging }).Judge(On(SessionState.Charging) with { FullAt = Told.Noon }));

    [Fact]
    public void A_fault_is_shown_though_a_session_is_open() =>
        Assert.Equal(ConnectorState.Faulted, (Known with { Reported = ReportedStatus.Faulted }).Judge(On(SessionState.Charging)));

    private static Session On(SessionState state) =>
        new() { Id = new(1), Connector = new(new("42070400001001"), 1), StartedBy = StartedBy.App, RequestedAt = Told.Noon, State = state };
}
