namespace Doorstep.Wire.Tests.Ocpp;

/// <summary>Files of the checkout the tests were built from, and the specifications beside it.</summary>
internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Golden(string folder) => Path.Combine(Root, "tests", "Wire.Tests", "Golden", folder);

    /// <summary>A path in the specifications; skips the test when they are not there, which CI does not allow.</summary>
    public static string Shared(params string[] path)
    {
        var full = Path.Combine([Root, "..", "shared", .. path]);
        if (!Path.Exists(full))
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
                Assert.Skip($"{full} is not here");
            Assert.Fail($"{full} is not here");
        }
        return full;
    }

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException("No Doorstep.slnx above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "Doorstep.slnx")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
