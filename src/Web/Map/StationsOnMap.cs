using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Doorstep.App.Stations;
using Doorstep.Rules.Stations;
using Doorstep.Web.Shell.Parts;
using Doorstep.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Doorstep.Web.Map;

/// <summary>
/// Every station with its counts as GeoJSON, in the language of the request; made at most every other second, however many maps
/// are open.
/// </summary>
internal sealed class StationsOnMap(StationDirectory stations, IStationStatus status, IStringLocalizer<Words> words, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, MapText Text)> made = new(StringComparer.Ordinal);

    private IEnumerable<StationEntry> Shown => stations.All.Where(s => s.Opening.State is StationState.Open or StationState.Paused);

    public async ValueTask<MapText> Now(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture.Name;
        var now = time.GetUtcNow();
        if (made.TryGetValue(culture, out var known) && now - known.At < Fresh)
        {
            return known.Text;
        }

        await status.Know(Shown.Select(s => s.Id), ct);
        var text = Write();
        var fresh = new MapText(text, Convert.ToHexStringLower(SHA256.HashData(text))[..16]);
        made[culture] = (now, fresh);
        return fresh;
    }

    private byte[] Write()
    {
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var station in Shown)
            {
                Write(json, station, status.Look(station.Id) ?? StationSummary.None);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, StationEntry station, StationSummary summary)
    {
        var mark = Marks.OnMap(summary, station.Opening.State is StationState.Open);
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        GeoJson.Position(json, station.At);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("id", station.Id.Value);
        json.WriteString("name", Names.Of(station));
        json.WriteNumber("free", summary.All.Free);
        json.WriteNumber("total", summary.All.Total);
        json.WriteString("mark", mark);
        json.WriteString("state", words[$"Map.{mark}", summary.All.Free, summary.All.Total]);
        json.WriteString("detail", words["Map.Detail", summary.Fast.Free, summary.Fast.Total, summary.Slow.Free, summary.Slow.Total]);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
