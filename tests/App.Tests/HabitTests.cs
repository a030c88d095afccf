using System.Text.RegularExpressions;

namespace Doorstep.App.Tests;

/// <summary>Habits of the house (CONTRIBUTING.md) that no compiler holds us to.</summary>
public sealed partial class HabitTests
{
    [Fact]
    public void Every_public_type_of_Rules_Plan_and_Wire_says_what_it_is() =>
        Assert.Empty(from file in new[] { "Rules", "Plan", "Wire" }.SelectMany(Files)
                     from type in Undocumented(file.Lines)
                     select $"{file.Name}: {type}");

    [Fact]
    public void A_use_case_has_its_own_file() =>
        Assert.Empty(from file in Files("App")
                     where file.Lines.Count(line => Run().IsMatch(line)) > 1 && file.Lines.Count(line => TopType().IsMatch(line)) > 1
                     select file.Name);

    /// <summary>Nothing anybody sets or sends makes the server call an address: only the demonstration's clerk has a client, and calls its own door.</summary>
    [Fact]
    public void The_server_calls_nobody() =>
        Assert.Equal(["LivingCity.cs"], from file in new[] { "Rules", "Plan", "Wire", "App", "Web", "Host" }.SelectMany(Files)
                                        where file.Lines.Any(line => Caller().IsMatch(line))
                                        select file.Name);

    [Fact]
    public void A_decision_gets_the_next_number()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(MapTests.Checkout(), "docs", "decisions"), "*.md").Select(file => Path.GetFileName(file)[..3]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(1, pages.Count).Select(number => $"{number:000}"), pages);
    }

    private static IEnumerable<(string Name, string[] Lines)> Files(string room) =>
        from path in Directory.EnumerateFiles(Path.Combine(MapTests.Checkout(), "src", room), "*.cs", SearchOption.AllDirectories)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal)
        select (Path.GetFileName(path), File.ReadAllLines(path));

    /// <summary>Declarations with no comment above them, attributes aside.</summary>
    private static IEnumerable<string> Undocumented(string[] lines) =>
        from at in Enumerable.Range(0, lines.Length)
        where PublicType().IsMatch(lines[at])
        let above = lines.Take(at).Reverse().SkipWhile(line => line.TrimStart().StartsWith('[')).FirstOrDefault("")
        where !above.TrimStart().StartsWith("///", StringComparison.Ordinal)
        select lines[at].Trim();

    [GeneratedRegex(@"^ *public (sealed |static |abstract |readonly |partial )*(record|class|interface|enum|struct) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^(public|internal) (sealed |static |abstract |readonly |partial )*class ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopType();

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|HttpMessageInvoker|WebRequest|WebClient|TcpClient|UdpClient|ClientWebSocket|SmtpClient|ConnectAsync)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Caller();

    [GeneratedRegex(@"^    (public|internal) .*\bRun(<\w+>)?\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();
}
