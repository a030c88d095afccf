namespace Doorstep.Plan.Tests.Siting.Classic;

/// <summary>Published instances lie beside the repository; a bare laptop skips them, CI may not.</summary>
internal static class SharedInstances
{
    public static string Path(params string[] parts)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = System.IO.Path.Combine([at.FullName, "shared", "data", "siting", "bench", .. parts]);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, "The published instances are not here.");
        throw new FileNotFoundException("The published instances are not here.", System.IO.Path.Combine(parts));
    }
}
