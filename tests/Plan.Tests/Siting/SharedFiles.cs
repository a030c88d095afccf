namespace Doorstep.Plan.Tests.Siting;

/// <summary>Reference files beside the repository; a test that needs one skips without it, except in CI.</summary>
internal static class SharedFiles
{
    public static string Path(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = System.IO.Path.Combine(at.FullName, "shared", relative);
            if (File.Exists(path) || Directory.Exists(path))
            {
                return path;
            }
        }

        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail($"../shared/{relative} is missing");
        }

        Assert.Skip($"../shared/{relative} is not here");
        return "";
    }
}
