using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Doorstep.App.Siting;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
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
        var codes = Rooms()
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

    [Theory]
    [InlineData("zh-CN", "您的身份（服务商经理）不能进行此操作", "people.not-allowed", "role", "ProviderManager")]
    [InlineData("zh-CN", "机构类型不能更改，现为 供电公司。", "organisation.kind", "kind", "Grid")]
    [InlineData("zh-CN", "充电站不能由 已关闭 变为 {to}", "station.state-wrong", "from", "Closed")]
    [InlineData("zh-CN", "桩没有接受指令（桩不同意）。没有任何更改，请检查枪是否插好再试", "pile.refused", "reason", "Rejected")]
    [InlineData("zh-CN", "桩没有接受指令（E-17）。没有任何更改，请检查枪是否插好再试", "pile.refused", "reason", "E-17")]
    [InlineData("zh-CN", "服务费上限（签约居民） 最早可从 {earliest} 起更改", "setting.not-past", "key", "service.ceiling")]
    [InlineData("zh-CN", "缺少“用电容量kW”列", "import.column-missing", "column", "grid_limit_kw")]
    [InlineData("en", "Column \"grid_limit_kw\" is missing", "import.column-missing", "column", "grid_limit_kw")]
    [InlineData("zh-CN", "“快充桩”是 {count}：请填不小于 {least} 的整数", "census.count-wrong", "name", "fast_piles")]
    public void Names_of_ours_are_said_in_the_senders_language(string culture, string said, string code, string fact, string value)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(said, Sentences().Say(new Refusal(code, (fact, value))));
    }

    /// <summary>Facts whose values are names of ours, with every name there is: each has its word.</summary>
    public static TheoryData<string, string> Names =>
    [
        .. Words<Role>("role"), .. Words<OrganisationKind>("kind"), .. Words<CensusKind>("kind"), .. Words<StationState>("state"), .. Words<StationState>("from"), .. Words<StationState>("to"),
        .. Words<SurveyState>("state"), .. Words<RunState>("state"), .. PartsOfPlans.Select(p => ("part", p)), .. CitySetting.All.Select(s => ("key", s.Key)), .. CitySetting.All.Select(s => s.Unit).Except(["%", "1"]).Distinct().Select(u => ("unit", u)),
    ];

    private static readonly string[] PartsOfPlans = ["heading", "sites", "flows", "promise", "rules", "figures", "proof"];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_of_ours_stands_in_a_Chinese_sentence_as_the_program_spells_it(string fact, string value)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var code = Codes().First(c => c.Value.Contains($"{{{fact}}}", StringComparison.Ordinal)).Key;
        var said = Sentences().Say(new Refusal(code, (fact, value)));
        Assert.True(value.Length == 1 || value is "Wh" or "CNY/kWh" || !said.Contains(value, StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData("zh-CN", "45", " 45 秒")]
    [InlineData("zh-CN", "1506", " 26 分钟")]
    [InlineData("en", "119", "119 seconds")]
    [InlineData("en", "120", "2 minutes")]
    public void A_long_wait_is_said_in_minutes(string language, string seconds, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Contains(said, Sentences().Say(new Refusal("sign-in.locked", ("seconds", seconds))), StringComparison.Ordinal);
    }

    /// <summary>What a refusal may carry that is nobody's name: figures, codes, days, and what the sender wrote himself.</summary>
    private static readonly string[] Plain =
    [
        "act", "allowed", "amount", "bay", "bays", "byte", "call", "code", "communities", "community", "connector", "corners", "count", "database", "day", "days", "debt", "detour", "district",
        "division", "earliest", "electricity", "feeder", "file", "folder", "format", "found", "free", "gate", "highest", "households", "kilometres", "kilowatts", "kva", "latitude", "least", "left",
        "limit", "line", "longitude", "lowest", "megabytes", "method", "metres", "migration", "months", "most", "name", "needed", "number", "organisation", "other", "parts", "path", "pile", "piles",
        "place", "plan", "possible", "problem", "provider", "row", "rows", "run", "seconds", "service", "session", "share", "site", "sites", "spacing", "station", "tariff", "today", "unserved",
        "until", "value", "vehicles", "version", "wanted", "window", "words", "work", "yuan",
    ];

    /// <summary>What is said as a word; `reason` is a pile's own.</summary>
    private static readonly string[] Said = ["assumption", "class", "column", "expected", "from", "key", "kind", "part", "reason", "role", "rule", "state", "to", "unit"];

    [Fact]
    public void A_new_fact_is_either_a_figure_or_gets_its_words()
    {
        var facts = Rooms().SelectMany(file => Facts().Matches(File.ReadAllText(file)).SelectMany(m => Fact().Matches(m.Value)).Select(m => m.Groups["name"].Value)).Distinct(StringComparer.Ordinal);
        Assert.Empty(facts.Except(Plain).Except(Said).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string, string)> Words<T>(string fact)
        where T : struct, Enum => Enum.GetNames<T>().Select(n => (fact, n));

    private static Dictionary<string, string> Codes() =>
        XDocument.Load(Path.Combine(Source.Web, "Texts/Refusals.resx")).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Rooms() => new[] { "Rules", "Plan", "App", "Web" }.Select(room => Path.Combine(Source.Web, "..", room))
        .SelectMany(room => Directory.EnumerateFiles(room, "*.*", SearchOption.AllDirectories))
        .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("node_modules", StringComparison.Ordinal));

    private static RefusalSentences Sentences()
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        return new(services.GetRequiredService<IStringLocalizer<Refusals>>(), services.GetRequiredService<IStringLocalizer<CityWords>>());
    }

    [GeneratedRegex(@"(?:new|Refusal)\(""[a-z-]+\.[a-z.-]+"", \("".*", RegexOptions.ExplicitCapture)]
    private static partial Regex Facts();

    [GeneratedRegex(@"\(""(?<name>[a-zA-Z]+)"",", RegexOptions.ExplicitCapture)]
    private static partial Regex Fact();

    [GeneratedRegex(@"new Refusal\(\s*""(?<code>[a-z-]+\.[a-z-]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Made();
}
