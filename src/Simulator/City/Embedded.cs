using System.Text.Json;

namespace Doorstep.Simulator.City;

/// <summary>Our own small data files, carried inside the assembly.</summary>
internal static class Embedded
{
    public static JsonDocument Open(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} was not built into the program");
        return JsonDocument.Parse(stream);
    }
}
