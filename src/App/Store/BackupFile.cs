using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Doorstep.App.Store;

/// <summary>What a backup holds: which database it came from, which migration it fits, and every part with its hash.</summary>
/// <param name="Database">`sqlite` or `postgresql`.</param>
/// <param name="Migration">The last migration that had been applied.</param>
public sealed record BackupManifest(string Product, string Database, string Migration, DateTimeOffset At, IReadOnlyList<BackupPart> Parts)
{
    public const string Entry = "manifest.json";
}

/// <param name="Name">Entry in the archive.</param>
/// <param name="Table">The table it fills; null for a whole database file.</param>
/// <param name="Columns">The table's columns in the order of the part.</param>
/// <param name="Sha256">Lower-case hex of the unpacked part.</param>
public sealed record BackupPart(string Name, string? Table, IReadOnlyList<string> Columns, string Sha256);

/// <summary>Writes and reads the parts of a backup: an ordinary zip, each part hashed as it passes.</summary>
internal static class BackupFile
{
    public static async Task<string> Write(ZipArchive archive, string name, Func<Stream, Task> write)
    {
        using var hash = SHA256.Create();
        await using (var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open())
        await using (var hashing = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        {
            await write(hashing);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    public static async Task WriteManifest(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        await using var entry = archive.CreateEntry(BackupManifest.Entry).Open();
        await JsonSerializer.SerializeAsync(entry, manifest, cancellationToken: ct);
    }

    /// <summary>Null when the file is no backup of ours.</summary>
    public static async Task<BackupManifest?> ReadManifest(ZipArchive archive, CancellationToken ct)
    {
        if (archive.GetEntry(BackupManifest.Entry) is not { } entry)
        {
            return null;
        }

        await using var stream = entry.Open();
        try
        {
            return await JsonSerializer.DeserializeAsync<BackupManifest>(stream, cancellationToken: ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>False when a part is missing or is not what was written.</summary>
    public static async Task<bool> Whole(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        foreach (var part in manifest.Parts)
        {
            if (archive.GetEntry(part.Name) is not { } entry)
            {
                return false;
            }

            try
            {
                await using var stream = entry.Open();
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) != part.Sha256)
                {
                    return false;
                }
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }

        return true;
    }
}
