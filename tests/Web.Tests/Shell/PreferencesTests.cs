using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class PreferencesTests
{
    [Theory]
    [InlineData("/stations?q=中山", "/stations?q=%E4%B8%AD%E5%B1%B1")]
    [InlineData("/stations?q=a%20b", "/stations?q=a%20b")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void Whoever_switches_the_language_comes_back_to_where_he_was_and_never_elsewhere(string? asked, string sent) =>
        Assert.Equal(sent, Preferences.Local(asked));
}
