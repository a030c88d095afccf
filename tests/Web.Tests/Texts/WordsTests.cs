using System.Text.RegularExpressions;
using System.Xml.Linq;
using Doorstep.Rules.Pricing;
using Doorstep.Web.Shell.Parts;

namespace Doorstep.Web.Tests.Texts;

public sealed partial class WordsTests
{
    public static TheoryData<string> Sources => [.. Source.Files("*.resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Source.Web, f))];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_word_is_said_in_both_languages(string source)
    {
        var chinese = Read(source);
        var english = Read(source.Replace(".resx", ".en.resx", StringComparison.Ordinal));
        Assert.NotEmpty(chinese);
        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(chinese.Concat(english), word => string.IsNullOrWhiteSpace(word.Value));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Both_languages_leave_room_for_the_same_facts(string source)
    {
        var english = Read(source.Replace(".resx", ".en.resx", StringComparison.Ordinal));
        var different = Read(source).Where(word => !Holes(word.Value).SetEquals(Holes(english[word.Key]))).Select(word => word.Key);
        Assert.Empty(different);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void English_is_English(string source)
    {
        // A switch to Chinese is in Chinese on purpose.
        var left = Read(source.Replace(".resx", ".en.resx", StringComparison.Ordinal)).Where(word => word.Key is not ("Switch.Language" or "Language.Chinese") && Chinese().IsMatch(word.Value)).Select(word => word.Key);
        Assert.Empty(left);
    }

    [Fact]
    public void Danger_asks_for_the_name_the_reader_sees() =>
        Assert.Empty(Source.Files("*.razor").Where(f => Regex.IsMatch(File.ReadAllText(f), """<TypedDanger Name="@[^"]*\.Name["]""", RegexOptions.None, TimeSpan.FromSeconds(5))).Select(Path.GetFileName));

    [Fact]
    public void No_page_holds_a_Chinese_word_of_its_own()
    {
        var guilty = Source.Files("*.razor").Concat(Source.Files("*.cs").Where(f => !f.Contains("/Api/", StringComparison.Ordinal)))
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (File: Path.GetRelativePath(Source.Web, file), Line: i + 1, Text: line)))
            .Where(l => !Comment().IsMatch(l.Text) && Chinese().IsMatch(l.Text))
            .Select(l => $"{l.File}:{l.Line}");
        Assert.Empty(guilty);
    }

    [Fact]
    public void Every_word_a_page_asks_for_exists()
    {
        var known = Sources.SelectMany(s => Read(s.Data).Keys).ToHashSet(StringComparer.Ordinal);
        var missing = Source.Files("*.razor").Concat(Source.Files("*.cs"))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(m => (File: Path.GetFileName(file), Word: m.Groups["key"].Value)))
            .Where(asked => !known.Contains(asked.Word))
            .Select(asked => $"{asked.File}: {asked.Word}");
        Assert.Empty(missing);
    }

    [Fact]
    public void Words_found_by_a_state_exist_for_every_state()
    {
        var known = Read("Texts/Words.resx").Keys.ToHashSet(StringComparer.Ordinal);
        var wanted = Enum.GetNames<Mark>().Select(m => $"Mark.{m}").Concat(Enum.GetNames<PricePeriod>().Select(p => $"Period.{p}"));
        Assert.DoesNotContain(wanted, key => !known.Contains(key));
    }

    [Fact]
    public void Every_setting_of_the_city_has_a_name_and_its_unit_too()
    {
        var known = Read("Texts/CityWords.resx").Keys.ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Doorstep.Rules.CitySetting.All, setting => !known.Contains($"Setting.{setting.Key}") || !known.Contains($"Unit.{setting.Unit}"));
    }

    [Fact]
    public void Everything_the_audit_log_notes_has_a_name()
    {
        var known = Read("Texts/CityWords.resx").Keys.ToHashSet(StringComparer.Ordinal);
        var done = Directory.EnumerateFiles(Path.Combine(Source.Web, "..", "App"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Noted().Matches(File.ReadAllText(file))).SelectMany(call => Deed().Matches(call.Value)).Select(deed => deed.Groups["deed"].Value).ToList();
        Assert.True(done.Count > 50);
        Assert.Empty(done.Distinct(StringComparer.Ordinal).Where(deed => !known.Contains($"Act.{deed}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_stage_of_a_plan_has_a_name()
    {
        var known = Read("Texts/StudioWords.resx").Keys.ToHashSet(StringComparer.Ordinal);
        var stages = Directory.EnumerateFiles(Path.Combine(Source.Web, "..", "Plan", "Siting", "Solve"), "*.cs")
            .SelectMany(file => Reported().Matches(File.ReadAllText(file))).Select(call => call.Groups["stage"].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(stages.Count > 5);
        Assert.DoesNotContain(stages, stage => !known.Contains($"Stage.{stage.Replace(' ', '-')}"));
    }

    private static Dictionary<string, string> Read(string source) => XDocument.Load(Path.Combine(Source.Web, source)).Root!
        .Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^\s*(///|//|@\*|\*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"[sS]tamp\.Note\([^;]*;", RegexOptions.ExplicitCapture)]
    private static partial Regex Noted();

    [GeneratedRegex(@"""(?<deed>[a-z-]+\.[a-z-]+|sign-in)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Deed();

    [GeneratedRegex(@"\breport\(""(?<stage>[a-z ]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Reported();

    [GeneratedRegex(@"\b(?:T|P|C|K|S|words)\[""(?<key>[A-Z][A-Za-z0-9.]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();
}
