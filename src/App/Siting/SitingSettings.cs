namespace Doorstep.App.Siting;

/// <summary>What siting needs to know of this machine.</summary>
public sealed record SitingSettings
{
    /// <summary>An OpenStreetMap extract (`.osm.pbf`, `.osm`) with the city's paths, in the data folder or by its whole path; null: walks are estimated.</summary>
    public string? WalkNetwork { get; init; }

    /// <summary>The extract's whole path; null when there is none.</summary>
    public string? WalkNetworkIn(string dataFolder) => WalkNetwork is null ? null : Path.Combine(dataFolder, WalkNetwork);

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems(string dataFolder) =>
        WalkNetworkIn(dataFolder) is { } file && !File.Exists(file)
            ? [$"Siting:WalkNetwork={WalkNetwork} is not there: put the city's .osm.pbf extract into {dataFolder}, or leave the setting out and walks are estimated from straight lines."]
            : [];
}
