using Doorstep.Web.Api;
using Scalar.AspNetCore;

namespace Doorstep.Web.Tests;

public sealed class ReferencePageTests
{
    [Fact]
    public void The_reference_of_the_api_offers_no_button_that_asks_another_house()
    {
        var page = new ScalarOptions();
        DoorstepApi.Reference(page);

        Assert.Equal(
            (DeveloperToolsVisibility.Never, true, true, true, false, false),
            (page.ShowDeveloperTools, page.Agent?.Disabled, page.Mcp?.Disabled, page.HideClientButton, page.DefaultFonts, page.Telemetry));
    }
}
