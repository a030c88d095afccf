using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Doorstep.Rules;
using Doorstep.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Tests.Texts;

public sealed partial class RefusalTests
{
    [Fact]
    public void Every_no_the_city_can_say_has_a_sentence()
    {
        var said = XDocument.Load(Path.Combine(Source.Web, "Texts/Refusals.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        var rooms = new[] { "Rules", "App", "Web" }.Select(room => Path.Combine(Source.Web, "..", room));
        var codes = rooms.SelectMany(room => Directory.EnumerateFiles(room, "*.*", SearchOption.AllDirectories))
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => Made().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value))
            .Distinct(StringComparer.Ordinal).ToList();
        Assert.True(codes.Count > 50);
        Assert.Empty(codes.Where(code => !said.Contains(code)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN", "该充电站目前未开放（暂停服务）")]
    [InlineData("en", "The station is not open (paused)")]
    public void A_fact_of_ours_is_said_as_a_word(string culture, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.StartsWith(said, Sentences().Say(new Refusal("station.not-open", ("state", "Paused"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_no_without_a_sentence_still_says_that_nothing_changed()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("It was refused and nothing was changed (odd.one (pile 7)).", Sentences().Say(new Refusal("odd.one", ("pile", "7"))));
    }

    private static RefusalSentences Sentences() =>
        new(new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Refusals>>());

    [GeneratedRegex(@"new (?:Rules\.)?Refusal\(\s*""(?<code>[a-z-]+\.[a-z-]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Made();
}
