using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>One table of a survey: its file (.csv, .xlsx, .geojson, .shp) and the datum of its coordinates.</summary>
public sealed record TableFile(string Path, Datum Datum);

/// <summary>The tables of a problem wherever they lie, the rules' file (a problem.json without files; null takes the defaults), and what their headings mean.</summary>
public sealed record TableSources(TableFile Communities, TableFile Candidates)
{
    public TableFile? Stations { get; init; }

    /// <summary>An OpenStreetMap extract, or a table of walks (community, site, metres); at most one of them.</summary>
    public string? Network { get; init; }

    public string? Walks { get; init; }

    public string? Rules { get; init; }

    public string? Name { get; init; }

    /// <summary>Heading in the files → column name of docs/siting.md; common Chinese headings are known without.</summary>
    public IReadOnlyDictionary<string, string> Headings { get; init; } = new Dictionary<string, string>();
}

/// <summary>Reads survey tables that lie anywhere as one siting problem, with the same care and sentences as a problem folder.</summary>
public static class ReadTables
{
    public static ProblemReading Run(TableSources sources, CancellationToken ct)
    {
        FaultList faults = new();
        var rules = sources.Rules is { } path ? new RulesFile(faults, namesFiles: false).Read(path) : RulesFile.Defaults;
        if (rules is null)
        {
            return new(null, faults.Faults, faults.Warnings);
        }

        Dictionary<string, (string, Datum)> files = new()
        {
            ["communities"] = (sources.Communities.Path, sources.Communities.Datum),
            ["candidates"] = (sources.Candidates.Path, sources.Candidates.Datum),
        };
        if (sources.Stations is { } stations)
        {
            files["stations"] = (stations.Path, stations.Datum);
        }

        if (sources.Network is { } network)
        {
            files["network"] = (network, Datum.Wgs84);
        }

        if (sources.Walks is { } walks)
        {
            files["walks"] = (walks, Datum.Wgs84);
        }

        return new ProblemTables("", rules with { Name = sources.Name ?? rules.Name, Files = files }, new(sources.Headings), faults).Read(ct);
    }

    /// <summary>WGS84, GCJ02 or BD09 (a hyphen and small letters are allowed), or null.</summary>
    public static Datum? DatumOf(string? name) => name?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "WGS84" => Datum.Wgs84,
        "GCJ02" => Datum.Gcj02,
        "BD09" => Datum.Bd09,
        _ => null,
    };
}
