using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Stations;

/// <summary>The base map and the communities, read once in a while: they change with an import, not with the day.</summary>
public sealed class CityMap(IDbContextFactory<DoorstepDb> contexts, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>Chinese as it is, half the bytes of its escapes; what HTML minds stays escaped.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Laid? laid;

    /// <summary>The base map as a GeoJSON feature collection (WGS-84): features with `layer`, `name` and, where there is one, `en`.</summary>
    public async ValueTask<MapText> Base(CancellationToken ct) => (await Current(ct)).Map;

    /// <summary>All communities in order of their names.</summary>
    public async ValueTask<IReadOnlyList<CommunityEntry>> Communities(CancellationToken ct) => (await Current(ct)).Communities;

    /// <summary>The community of that code or exactly that name in either language; null when there is none.</summary>
    public async ValueTask<CommunityEntry?> Find(string codeOrName, CancellationToken ct)
    {
        var text = codeOrName.Trim();
        return (await Current(ct)).Communities.FirstOrDefault(c =>
            c.Code == text || c.Name == text || string.Equals(c.EnglishName, text, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => reading.Dispose();

    private async ValueTask<Laid> Current(CancellationToken ct)
    {
        if (laid is { } known && time.GetUtcNow() - known.At < Fresh)
        {
            return known;
        }

        await reading.WaitAsync(ct);
        try
        {
            if (laid is { } meanwhile && time.GetUtcNow() - meanwhile.At < Fresh)
            {
                return meanwhile;
            }

            await using var db = await contexts.CreateDbContextAsync(ct);
            var features = await db.MapFeatures.AsNoTracking().OrderBy(f => f.Id).ToListAsync(ct);
            var communities = await db.Communities.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct);
            var gates = (await db.Gates.AsNoTracking().OrderBy(g => g.Id).ToListAsync(ct)).ToLookup(g => g.Community, g => new GeoPoint(g.Longitude, g.Latitude, Datum.Wgs84));
            var text = Write(features, communities);
            return laid = new(
                time.GetUtcNow(),
                new(text, Convert.ToHexStringLower(SHA256.HashData(text))[..16]),
                communities.ConvertAll(c => CommunityEntry.Of(c, [.. gates[c.Code]])));
        }
        finally
        {
            reading.Release();
        }
    }

    private static byte[] Write(List<MapFeatureRow> features, List<CommunityRow> communities)
    {
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var feature in features)
            {
                Write(json, feature.Layer, feature.Name, null, feature.Geometry);
            }

            foreach (var community in communities.Where(c => c.Boundary is not null))
            {
                Write(json, "community", community.Name, community.EnglishName, community.Boundary!);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string layer, string name, string? english, string geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("layer", layer);
        json.WriteString("name", name);
        if (!string.IsNullOrEmpty(english))
        {
            json.WriteString("en", english);
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        json.WriteRawValue(geometry);
        json.WriteEndObject();
    }

    private sealed record Laid(DateTimeOffset At, MapText Map, IReadOnlyList<CommunityEntry> Communities);
}

/// <summary>A text to send as it is, and the tag that changes when it does.</summary>
public sealed record MapText(ReadOnlyMemory<byte> Json, string Tag);

/// <summary>A community as places to start from are offered.</summary>
public sealed record CommunityEntry(string Code, string Name, string EnglishName, GeoPoint Centre, bool Demonstration)
{
    /// <summary>The street it lies in.</summary>
    public required string Division { get; init; }

    /// <summary>Where people walk out; the centre where no gate is known.</summary>
    public required IReadOnlyList<GeoPoint> Gates { get; init; }

    internal static CommunityEntry Of(CommunityRow row, IReadOnlyList<GeoPoint> gates)
    {
        var centre = new GeoPoint(row.Longitude, row.Latitude, Datum.Wgs84);
        return new(row.Code, row.Name, row.EnglishName, centre, row.Demonstration) { Division = row.Division, Gates = gates.Count == 0 ? [centre] : gates };
    }
}
