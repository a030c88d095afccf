using System.Text.RegularExpressions;

namespace Doorstep.Web.Tests;

/// <summary>With tokens, `/api/v1` alone can do everything the pages do.</summary>
public sealed partial class ApiReachTests
{
    private const string OwnSecrets = "a token has no password, authenticator or passkey of its own";

    /// <summary>What pages draw from memory and programs read elsewhere: the reason is what they call instead.</summary>
    private static readonly Dictionary<string, string> OnlyForPages = new(StringComparer.Ordinal)
    {
        ["CityClock"] = "programs have clocks, and every answer its times",
        ["CitySettings"] = "/settings says them",
        ["IStationStatus"] = "/stations/nearby and /stations/{id} say it",
        ["BeginSecondStep"] = OwnSecrets,
        ["ChangeOwnPassword"] = OwnSecrets,
        ["ConfirmSecondStep"] = OwnSecrets,
        ["OwnPasskeys"] = OwnSecrets,
        ["ReadOwnAccount"] = OwnSecrets,
        ["RemoveSecondStep"] = OwnSecrets,
        ["StationPictures"] = "/stations/{id}/live says it",
    };

    [Fact]
    public void Whatever_a_page_asks_the_city_a_program_can_ask_too()
    {
        var rooms = Path.Combine(Source.Web, "..", "App");
        var asked = Source.Files("*.razor").Concat(Source.Files("*.cs").Where(f => !f.Contains("/Api/", StringComparison.Ordinal)))
            .SelectMany(f => Injected().Matches(File.ReadAllText(f)).Select(m => m.Groups["type"].Value))
            .Distinct(StringComparer.Ordinal)
            .Where(type => Directory.EnumerateFiles(rooms, $"{type}.cs", SearchOption.AllDirectories).Any(f => !f.Contains("/obj/", StringComparison.Ordinal)));
        var told = string.Join('\n', Source.Files("*.cs").Where(f => f.Contains("/Api/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var missing = asked.Where(type => !OnlyForPages.ContainsKey(type) && !Regex.IsMatch(told, $@"\b{type}\b", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Empty(missing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_answer_of_the_api_that_is_no_document_is_a_problem_document() =>
        Assert.Empty(Source.Files("*.cs").Where(f => f.Contains("/Api/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Where(l => Bare().IsMatch(l)).Select(l => $"{Path.GetFileName(f)}: {l.Trim()}")));

    [GeneratedRegex(@"(?:@inject (?<type>[A-Z]\w+) \w+)|(?:\[Inject\]\s+(?:private|public|protected) (?<type>[A-Z]\w+) )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Injected();

    /// <summary>Results that would leave the reason out.</summary>
    [GeneratedRegex(@"Results\.(StatusCode|BadRequest|NotFound|Forbid|Unauthorized|Conflict)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();
}
