using System.Globalization;
using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.SitingBench;

/// <summary>The classic models on published instances, one Markdown row each.</summary>
internal static class ClassicBench
{
    public static int Run(string[] args)
    {
        var (words, options) = Split(args);
        var folder = options.GetValueOrDefault("data") ?? Find();
        var seconds = double.Parse(options.GetValueOrDefault("seconds") ?? "60", CultureInfo.InvariantCulture);
        var bench = new ClassicRows(TimeSpan.FromSeconds(seconds), options.ContainsKey("progress"));
        switch (words)
        {
            case ["pmed", .. var range]:
                Published.Pmed(bench, Path.Combine(folder, "pmed"), Range(range, 40), LocationModel.PMedian);
                break;
            case ["pcentre", .. var range]:
                Published.Pmed(bench, Path.Combine(folder, "pmed"), Range(range, 40), LocationModel.PCentre);
                break;
            case ["cap", .. var names]:
                Published.Cap(bench, Path.Combine(folder, "cflp_orlib"), names);
                break;
            case ["holmberg", .. var range]:
                Published.Holmberg(bench, Path.Combine(folder, "sscflp", "Lib_2"), Range(range, 71));
                break;
            case ["cover", var sites, var points]:
                CoverBench.Run(bench, int.Parse(sites, CultureInfo.InvariantCulture), int.Parse(points, CultureInfo.InvariantCulture), options);
                break;
            case ["grid", var file]:
                bench.Row(Path.GetFileName(file), Published.Grid(options), file, LocationFormat.CflGrid, null);
                break;
            case ["grid-file", .. var numbers] when numbers.Length == 8:
                CoveringGridFile.Write(Console.Out, [.. numbers.Select(n => int.Parse(n, CultureInfo.InvariantCulture))]);
                return 0;
            default:
                Console.Error.WriteLine("Unknown classic bench.");
                return 2;
        }

        bench.Total();
        return bench.Missed == 0 ? 0 : 1;
    }

    private static (string[] Words, Dictionary<string, string> Options) Split(string[] args)
    {
        var (words, options) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var k = 0; k < args.Length; k++)
        {
            if (args[k].StartsWith("--", StringComparison.Ordinal))
            {
                var bare = k + 1 == args.Length || args[k + 1].StartsWith("--", StringComparison.Ordinal);
                options[args[k][2..]] = bare ? "" : args[++k];
            }
            else
            {
                words.Add(args[k]);
            }
        }

        return ([.. words], options);
    }

    private static IEnumerable<int> Range(string[] range, int last)
    {
        var numbers = range.Select(r => int.Parse(r, CultureInfo.InvariantCulture)).ToArray();
        var (from, to) = numbers.Length switch { 0 => (1, last), 1 => (numbers[0], numbers[0]), _ => (numbers[0], numbers[1]) };
        return Enumerable.Range(from, to - from + 1);
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            var found = Path.Combine(at.FullName, "shared", "data", "siting", "bench");
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return Environment.CurrentDirectory;
    }
}
