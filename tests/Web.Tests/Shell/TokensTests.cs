using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Web.Tests.Shell;

/// <summary>The colours of the one visual language, checked as WCAG 2.2 §1.4.3 and §1.4.11 reckon contrast.</summary>
public sealed partial class TokensTests
{
    private static readonly Dictionary<string, string> Light = Read("tokens.css");
    private static readonly Dictionary<string, string> Dark = Read("dark.css");

    [Fact]
    public void Night_names_every_colour_of_the_day_and_no_other() => Assert.Equal(Light.Keys.Order(StringComparer.Ordinal), Dark.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ink", "paper", 7)]
    [InlineData("ink", "card", 7)]
    [InlineData("muted", "card", 4.5)]
    [InlineData("muted", "paper", 4.5)]
    [InlineData("go-text", "card", 4.5)]
    [InlineData("go-text", "go-soft", 4.5)]
    [InlineData("go-ink", "go", 4.5)]
    [InlineData("go-ink", "go-hover", 4.5)]
    [InlineData("soon", "card", 4.5)]
    [InlineData("soon", "soon-soft", 4.5)]
    [InlineData("ink", "soon-soft", 4.5)]
    [InlineData("stop", "card", 4.5)]
    [InlineData("stop", "stop-soft", 4.5)]
    [InlineData("ink", "stop-soft", 4.5)]
    [InlineData("info", "card", 4.5)]
    [InlineData("info", "info-soft", 4.5)]
    [InlineData("ink", "info-soft", 4.5)]
    [InlineData("map-label", "map-land", 4.5)]
    [InlineData("line-strong", "card", 3)]
    [InlineData("go", "card", 3)]
    [InlineData("focus", "paper", 3)]
    public void Text_and_edges_stand_out_by_day_and_by_night(string front, string back, double least)
    {
        Assert.True(Contrast(Light[front], Light[back]) >= least, $"day: {Contrast(Light[front], Light[back]):0.00}");
        Assert.True(Contrast(Dark[front], Dark[back]) >= least, $"night: {Contrast(Dark[front], Dark[back]):0.00}");
    }

    [Fact]
    public void No_other_style_names_a_colour()
    {
        var guilty = Source.Files("*.css").Where(f => !f.Contains("/islands/", StringComparison.Ordinal) && Path.GetFileName(f) is not ("tokens.css" or "dark.css"))
            .SelectMany(f => File.ReadLines(f).Where(l => Colour().IsMatch(l) && !l.Contains("background: #000;", StringComparison.Ordinal) && !l.Contains("background: #fff; color: #000;", StringComparison.Ordinal)));
        Assert.Empty(guilty);
    }

    private static Dictionary<string, string> Read(string file) => Token().Matches(File.ReadAllText(Path.Combine(Source.Web, "wwwroot/css", file)))
        .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["colour"].Value, StringComparer.Ordinal);

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(?<colour>#[0-9a-f]{6})", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")]
    private static partial Regex Colour();
}
