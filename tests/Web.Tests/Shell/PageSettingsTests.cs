using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class PageSettingsTests
{
    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    [InlineData("tiles.example/{z}/{x}/{y}.png")]
    [InlineData("/{z}/{x}/{y}.png")]
    [InlineData("https://somebody:secret@tiles.example/{z}/{x}/{y}.png")]
    [InlineData("https://tiles.example; script-src *")]
    [InlineData("")]
    public void Tiles_come_from_an_address_of_the_web_or_the_program_does_not_start(string tiles)
    {
        var settings = new PageSettings { TileUrl = tiles };
        Assert.Contains("Pages:TileUrl", Assert.Single(settings.Problems()), StringComparison.Ordinal);
        Assert.Null(settings.TileOrigin);
    }

    [Theory]
    [InlineData("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example")]
    [InlineData("https://{s}.tiles.example:8443/{z}/{x}/{y}.png?key=1", "https://s.tiles.example:8443")]
    public void Only_where_the_tiles_are_may_a_page_ask_besides_ourselves(string tiles, string origin)
    {
        var settings = new PageSettings { TileUrl = tiles };
        Assert.Empty(settings.Problems());
        Assert.Equal(origin, settings.TileOrigin);
    }

    [Fact]
    public void A_map_begins_on_earth() => Assert.Contains("Pages:MapLongitude", Assert.Single(new PageSettings { MapLongitude = double.NaN }.Problems()), StringComparison.Ordinal);
}
