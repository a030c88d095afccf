namespace Doorstep.SharedFiles;

/// <summary>Real data that lies beside the repository and is never part of it.</summary>
internal static class Shared
{
    /// <summary>The path of a shared file; without it the test is skipped, in CI it fails.</summary>
    public static string File(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", path);
            if (System.IO.File.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, $"shared/{path} is not here");
        throw new FileNotFoundException($"shared/{path} is not here");
    }
}
