using Bunit;
using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Web.Resident.Parts;

namespace Doorstep.Web.Tests.Resident;

public sealed class SessionNowTests : PartTests
{
    [Fact]
    public void While_energy_flows_the_page_says_how_much_how_dear_and_how_fast()
    {
        var part = Draw(Snapshot(SessionState.Charging));
        Assert.Equal("12.34", part.Find("[data-test=energy]").TextContent);
        Assert.Equal("8.90 元", part.Find("[data-test=cost]").TextContent);
        Assert.Equal("7.0 kW", part.Find("[data-test=power]").TextContent);
        Assert.Equal("40 分钟", part.Find("[data-test=time]").TextContent);
    }

    [Fact]
    public void A_car_that_tells_its_charge_fills_the_ring()
    {
        var part = Draw(Snapshot(SessionState.Charging) with { StateOfCharge = 640 });
        Assert.Equal("64 100", part.Find(".arc").GetAttribute("stroke-dasharray"));
        Assert.Contains("64%", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_to_full_is_an_estimate_rounded_up_and_silent_where_the_link_is_lost()
    {
        var charging = Snapshot(SessionState.Charging) with { StateOfCharge = 640 };
        Assert.Contains("估计还要 35 分钟充满", Draw(charging, TimeSpan.FromMinutes(31.5)).Find("[data-test=left]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Draw(charging with { LinkLost = true }, TimeSpan.FromMinutes(31.5)).FindAll("[data-test=left]"));
        Assert.Empty(Draw(charging).FindAll("[data-test=left]"));
    }

    [Fact]
    public void Before_it_began_the_steps_tick()
    {
        var part = Draw(Snapshot(SessionState.Starting) with { Held = new Money(10_000), LinkLost = false });
        Assert.Equal(3, part.FindAll("li.done").Count);
        Assert.Single(part.FindAll("li.now"));
        Assert.Contains("100.00 元", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_link_is_said_and_nothing_is_made_up()
    {
        var part = Draw(Snapshot(SessionState.Charging) with { LinkLost = true });
        Assert.NotNull(part.Find("[data-test=link-lost]"));
        Assert.Equal("12.34", part.Find("[data-test=energy]").TextContent);
    }

    private IRenderedComponent<SessionNow> Draw(SessionSnapshot snapshot, TimeSpan? left = null) => Render<SessionNow>(p => p.Add(s => s.Of, snapshot).Add(s => s.Left, left));

    private static SessionSnapshot Snapshot(SessionState state) => new(
        new SessionId(7), new ConnectorId(new PileId("42070300010001"), 1), state, StartedBy.App, new ResidentId(3), Evening.AddMinutes(-41), Evening.AddMinutes(-40),
        null, null, new Energy(12_340), new Power(7_000), new Money(890), new Money(10_000), null, null, Evening, null, null, null, LinkLost: false);
}
