using System.Globalization;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.SitingBench;

/// <summary>Published instances with their published optima.</summary>
internal static class Published
{
    public static void Pmed(ClassicRows bench, string folder, IEnumerable<int> numbers, LocationModel model)
    {
        var optima = model == LocationModel.PMedian
            ? File.ReadLines(Path.Combine(folder, "pmedian_optima.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(f => f[0], f => Number(f[3]), StringComparer.Ordinal)
            : File.ReadLines(Path.Combine(folder, "kcenteropt.txt")).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length == 2).ToDictionary(f => f[0], f => Number(f[1]), StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            var name = $"pmed{number}";
            bench.Row(name, new LocationQuestion(model), Path.Combine(folder, name + ".txt"), LocationFormat.OrlibPmed, optima[name]);
        }
    }

    public static void Cap(ClassicRows bench, string folder, string[] names)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, "cflp_optima.csv")).Skip(1))
        {
            var field = line.Split(',');
            if (names.Length > 0 && !names.Contains(field[0]) && !names.Contains($"{field[0]}-{field[1]}"))
            {
                continue;
            }

            // "uncapacitated" is any capacity that one site alone could live with.
            double? capacity = field[1] == "uncapacitated" ? 1e9 : field[1].Length > 0 ? Number(field[1]) : null;
            var name = field[1].Length > 0 ? $"{field[0]} {field[1]}" : field[0];
            bench.Row(name, new LocationQuestion(LocationModel.Cfl, Capacity: capacity), Path.Combine(folder, field[0] + ".txt"), LocationFormat.OrlibCap, Number(field[2]));
        }
    }

    public static void Holmberg(ClassicRows bench, string folder, IEnumerable<int> numbers)
    {
        var optima = File.ReadAllText(Path.Combine(folder, "os")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        foreach (var number in numbers)
        {
            bench.Row($"p{number}", new LocationQuestion(LocationModel.Sscfl), Path.Combine(folder, $"p{number}"), LocationFormat.Holmberg, optima[number - 1]);
        }
    }

    public static LocationQuestion Grid(Dictionary<string, string> options) =>
        new(LocationModel.Mclp, Radius: Number(options["radius"]), Budget: Number(options["budget"]));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
