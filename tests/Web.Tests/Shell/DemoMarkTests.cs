using Bunit;
using Doorstep.Web.Shell;
using Doorstep.Web.Shell.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Web.Tests.Shell;

public sealed class DemoMarkTests : PartTests
{
    [Fact]
    public void A_generated_row_is_marked_where_the_city_is_real() => Assert.Single(Render<DemoMark>().FindAll("[data-test=demo-mark]"));

    [Fact]
    public void Where_the_whole_city_is_generated_its_bar_says_so_and_no_row_repeats_it()
    {
        Services.AddSingleton(new PageSettings { Demonstration = true });
        Assert.Empty(Render<DemoMark>().FindAll("[data-test=demo-mark]"));
        Assert.Single(Render<DemoBar>().FindAll("[data-test=demonstration]"));
    }
}
