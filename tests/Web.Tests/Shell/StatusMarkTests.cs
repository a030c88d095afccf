using Bunit;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Web.Shell.Parts;

namespace Doorstep.Web.Tests.Shell;

public sealed class StatusMarkTests : PartTests
{
    [Fact]
    public void Every_state_has_a_word_and_a_shape_of_its_own()
    {
        var drawn = Enum.GetValues<Mark>().Select(mark => Render<StatusMark>(p => p.Add(m => m.Value, mark))).ToList();
        Assert.Equal(drawn.Count, drawn.Select(d => d.Find("svg").InnerHtml).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(drawn.Count, drawn.Select(d => d.Find("span > span").TextContent).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("空闲", drawn[0].Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connector_nobody_heard_of_is_not_called_free() => Assert.Equal(Mark.Offline, Marks.Of(ConnectorState.Unknown));

    [Fact]
    public void A_refusal_is_a_sentence_and_keeps_its_code()
    {
        var note = Render<RefusalNote>(p => p.Add(n => n.Why, new Refusal("no.such-thing", ("pile", "7"))));
        Assert.Equal("no.such-thing", note.Find("[data-test=refusal]").GetAttribute("data-code"));
        Assert.Contains("没有做任何更改", note.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ring_never_turns_past_full()
    {
        var ring = Render<Ring>(p => p.Add(r => r.Share, 1.4).Add(r => r.Label, "x"));
        Assert.Equal("100 100", ring.Find(".arc").GetAttribute("stroke-dasharray"));
    }

    [Fact]
    public void A_ring_of_unknown_share_claims_none() => Assert.Empty(Render<Ring>(p => p.Add(r => r.Label, "x")).FindAll(".arc"));

    [Fact]
    public void Every_icon_that_has_a_name_can_be_drawn() => Assert.All(Shapes.Names, name => Assert.NotEmpty(Shapes.Of(name)));
}
