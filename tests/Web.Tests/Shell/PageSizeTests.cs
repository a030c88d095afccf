namespace Doorstep.Web.Tests.Shell;

/// <summary>A page before map and chart code stays within 100 kB even uncompressed: half of it is for the document.</summary>
public sealed class PageSizeTests
{
    [Fact]
    public void What_every_resident_page_loads_leaves_half_the_budget_to_the_page()
    {
        string[] loaded = ["css/tokens.css", "css/dark.css", "css/shell.css", "favicon.svg", "islands/doorstep.js"];
        var files = loaded.Select(f => new FileInfo(Path.Combine(Source.Web, "wwwroot", f))).ToList();
        Assert.All(files, file => Assert.True(file.Exists, file.FullName));
        Assert.InRange(files.Sum(f => f.Length), 1, 50_000);
    }

    [Fact]
    public void Nothing_a_page_draws_with_names_another_origin()
    {
        var guilty = Source.Files("*.razor").Concat(Source.Files("*.css").Where(f => !f.Contains("/islands/", StringComparison.Ordinal)))
            .SelectMany(f => File.ReadLines(f).Where(l => l.Contains("//", StringComparison.Ordinal)
                && (l.Contains("src=\"http", StringComparison.Ordinal) || l.Contains("href=\"http", StringComparison.Ordinal) || l.Contains("url(http", StringComparison.Ordinal)))
                .Select(l => $"{Path.GetFileName(f)}: {l.Trim()}"));
        Assert.Empty(guilty);
    }
}
