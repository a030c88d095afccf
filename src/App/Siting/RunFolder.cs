using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Doorstep.App.Store;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>
/// The files of the runs: a problem folder each, as the command line reads it, with the plan beside its inputs. The folder on disk is a working copy;
/// the store keeps both parts, so that a backup has them and any node can bring them back.
/// </summary>
public sealed class RunFolder(StoreSettings settings, IDbContextFactory<DoorstepDb> contexts)
{
    public const string Inputs = "inputs";
    public const string Result = "result";
    public const string Earlier = "earlier.json";
    public const string Plan = "plan.json";
    public const string Forecast = "forecast.json";
    public const string Map = "plan.geojson";
    public const string Report = "report.html";
    public const string EnglishReport = "report.en.html";

    private static readonly string[] Results = [Plan, Forecast, Map, Report, EnglishReport];

    public string Of(long run) => Path.Combine(settings.DataFolder, "siting", run.ToString(CultureInfo.InvariantCulture));

    /// <summary>The folder with everything the store has of the run; files that are there already stay as they are.</summary>
    public async Task<string> Ensure(long run, CancellationToken ct)
    {
        var folder = Of(run);
        if (File.Exists(Path.Combine(folder, "problem.json")) && File.Exists(Path.Combine(folder, Plan)))
        {
            return folder;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var part in await db.SitingFolders.AsNoTracking().Where(f => f.Run == run).ToListAsync(ct))
        {
            Unpack(part.Zip, folder);
        }

        return folder;
    }

    public static byte[] Pack(string folder, string part)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Where(f => Results.Contains(Path.GetFileName(f), StringComparer.Ordinal) == (part == Result)))
            {
                using var to = zip.CreateEntry(Path.GetFileName(file), CompressionLevel.Fastest).Open();
                using var from = File.OpenRead(file);
                from.CopyTo(to);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The inputs alone, as somebody may take them to his own machine.</summary>
    public async Task<byte[]?> Packed(long run, string part, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.SitingFolders.AsNoTracking().SingleOrDefaultAsync(f => f.Run == run && f.Part == part, ct))?.Zip;
    }

    /// <summary>True when the folder holds just the earlier plan that was frozen with the inputs, or none where there was none.</summary>
    public static bool HasEarlier(string folder, string? hash) => HashOf(Path.Combine(folder, Earlier)) == (hash ?? "");

    /// <summary>The refusal of a file, which is named as the folder's and not by where this machine keeps it.</summary>
    public static Refusal Said(Refusal refusal) => new(refusal.Code, [.. refusal.Facts.Select(f => f.Name == "file" ? (f.Name, Path.GetFileName(f.Value)) : f)]);

    public static string HashOf(string file) => File.Exists(file) ? HashOf(File.ReadAllBytes(file)) : "";

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static void Unpack(byte[] archive, string folder)
    {
        Directory.CreateDirectory(folder);
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var file = Path.Combine(folder, Path.GetFileName(entry.FullName));
            if (!File.Exists(file))
            {
                // Written beside and moved: somebody may read the folder meanwhile.
                var partial = $"{file}.partial";
                entry.ExtractToFile(partial, overwrite: true);
                File.Move(partial, file, overwrite: true);
            }
        }
    }
}
