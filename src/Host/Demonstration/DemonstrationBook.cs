using System.Text.Json;

namespace Doorstep.Host.Demonstration;

/// <summary>What a demonstration remembers between two starts: its passwords, its seed, and how far its clock had come. Readable by its owner only.</summary>
internal sealed record DemonstrationBook
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public int Seed { get; init; } = 1;

    /// <summary>The city's time when it was last stopped; its clock never goes back.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Drawn at the first start; user name → password.</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The token with which the crowd's clerk works.</summary>
    public string? ClerkToken { get; init; }

    public static DemonstrationBook Open(string folder)
    {
        var file = FileIn(folder);
        return File.Exists(file) ? JsonSerializer.Deserialize<DemonstrationBook>(File.ReadAllText(file))! : new();
    }

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var fresh = FileIn(folder) + ".new";
        File.WriteAllText(fresh, JsonSerializer.Serialize(this, Json));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(fresh, FileIn(folder), overwrite: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "demonstration.json");
}
