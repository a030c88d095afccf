using System.Runtime.CompilerServices;

namespace Doorstep.Web.Tests;

/// <summary>The pages' source files, for tests that read them.</summary>
internal static class Source
{
    public static string Web { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src", "Web"));

    public static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
