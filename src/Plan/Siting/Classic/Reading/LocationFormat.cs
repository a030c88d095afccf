namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Published file formats, and our own CSV.</summary>
public enum LocationFormat
{
    /// <summary>OR-Library uncapacitated p-median (pmed1–40): a graph and p.</summary>
    OrlibPmed,

    /// <summary>OR-Library capacitated warehouse location (cap41–134, capa–c): the word `capacity` needs a value.</summary>
    OrlibCap,

    /// <summary>Holmberg, Rönnqvist and Yuan single-source files (p1–p71): costs by site.</summary>
    Holmberg,

    /// <summary>Cordeau, Furini and Ljubić covering files: sites F and customers C in a plane.</summary>
    CflGrid,

    /// <summary>Rows of kind site, point, both or arc under a header.</summary>
    Csv,
}

/// <summary>The readers, by format.</summary>
public static class LocationFormats
{
    /// <summary>The command line's spelling of every format.</summary>
    public static IReadOnlyDictionary<string, LocationFormat> Names { get; } = new Dictionary<string, LocationFormat>(StringComparer.Ordinal)
    {
        ["orlib-pmed"] = LocationFormat.OrlibPmed,
        ["orlib-cap"] = LocationFormat.OrlibCap,
        ["holmberg"] = LocationFormat.Holmberg,
        ["cfl-grid"] = LocationFormat.CflGrid,
        ["csv"] = LocationFormat.Csv,
    };

    /// <summary>Reads one file; a missing or malformed file is an `Unreadable` value, never an exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="capacity">The value put in place of the word `capacity`; null when the caller gave none.</param>
    public static LocationReading Read(string path, LocationFormat format, double? capacity = null)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new LocationReading.Unreadable(path, 0, $"{path}: the file cannot be opened ({e.Message})");
        }

        return format switch
        {
            LocationFormat.OrlibPmed => OrlibGraph.Read(new NumberText(path, text)),
            LocationFormat.OrlibCap => OrlibCapacitated.Read(new NumberText(path, text), capacity),
            LocationFormat.Holmberg => HolmbergFile.Read(new NumberText(path, text)),
            LocationFormat.CflGrid => CoveringGrid.Read(new NumberText(path, text)),
            LocationFormat.Csv => CsvLocations.Read(path, text),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }
}
