using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Siting;

/// <summary>Writes communities with their gaps, sites, feeders or others' stations as a file that <see cref="ImportCensus"/> reads again; coordinates WGS-84.</summary>
public sealed class ExportCensus(ReadCensus census, ReadSites sites)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Indented = false };

    private static readonly FileColumn[] Found =
    [
        new("district", "区", false), new("private_share_percent", "随车配建比%", false), new("fast_piles_500m", "范围内快充枪", false), new("slow_piles_500m", "范围内慢充枪", false),
        new("arrivals_fast", "快充到达/小时", false), new("share_fast", "快充可得/小时", false), new("gap_fast", "快充缺口/小时", false),
        new("arrivals_slow", "慢充到达/小时", false), new("share_slow", "慢充可得/小时", false), new("gap_slow", "慢充缺口/小时", false),
        new("vehicles_left_out", "缺口车辆", false), new("first_batch", "首批示范场景", false), new("walk_estimated", "步行为估算", false),
    ];

    /// <param name="kind">Gates and surveys travel inside the communities.</param>
    /// <param name="format">CSV or XLSX for all, GeoJSON for what has a place.</param>
    /// <param name="chinese">Whether headings are Chinese.</param>
    public async Task<Decision<byte[]>> Run(Actor who, CensusKind kind, CensusFilter filter, CensusFormat format, bool chinese, CancellationToken ct)
    {
        if (format is CensusFormat.Shapefile || kind is CensusKind.Gates or CensusKind.Surveys)
        {
            return new Refusal("export.format-unknown", ("format", $"{format}"), ("kind", $"{kind}"));
        }

        var table = kind is CensusKind.Communities ? await Communities(who, filter, ct) : await Places(who, kind, ct);
        if (!table.Granted)
        {
            return table.Refusal;
        }

        if (format is CensusFormat.GeoJson)
        {
            return Layer(table.Value);
        }

        using var output = new MemoryStream();
        SheetFile.Write(output, format is CensusFormat.Csv ? SheetFormat.Csv : SheetFormat.Xlsx, table.Value.Columns, chinese, table.Value.Rows.Select(r => r.Cells));
        return output.ToArray();
    }

    private async Task<Decision<Sheet>> Communities(Actor who, CensusFilter filter, CancellationToken ct)
    {
        var read = await census.Run(who, filter, ct);
        if (!read.Granted)
        {
            return read.Refusal;
        }

        var columns = CensusColumns.Of(CensusKind.Communities).Where(c => c != CensusColumns.Gates && c != CensusColumns.Note).Concat(Found).ToList();
        return new Sheet(columns, [.. read.Value.Lines.Select(line => new Row(Cells(line, read.Value.Estimated), line.Community.Boundary ?? GeoJson.Point(new(line.Community.Longitude, line.Community.Latitude, Datum.Wgs84))))]);
    }

    private static List<string> Cells(CensusLine line, bool estimated) =>
    [
        line.Community.Code, line.Community.Name, line.Community.EnglishName, line.Community.Division, N(line.Community.Longitude, 6), N(line.Community.Latitude, 6),
        $"{line.Survey?.Households}", $"{line.Survey?.ParkingSpaces}", $"{line.Survey?.Vehicles}", $"{line.Survey?.PrivatePiles}", $"{line.Survey?.On:yyyy-MM-dd}", line.Survey?.Source ?? "",
        line.District?.Name ?? "", line.Gap?.PrivateShare is { } share ? N(share * 100, 1) : "", $"{line.Gap?.FastPiles}", $"{line.Gap?.SlowPiles}",
        .. Window(line.Gap, PileKind.Dc), .. Window(line.Gap, PileKind.Ac),
        line.Gap is { } gap ? N(gap.VehiclesLeftOut, 1) : "", line.Gap is { } g ? (g.FirstBatch ? "1" : "0") : "", estimated ? "1" : "0",
    ];

    /// <summary>The worst window of a class.</summary>
    private static string[] Window(CommunityGap? gap, PileKind kind) =>
        gap?.Windows.Where(w => w.Window.Class == kind).MaxBy(w => w.Missing) is { } worst ? [N(worst.Arrivals, 3), N(worst.Share, 3), N(worst.Missing, 3)] : ["", "", ""];

    private async Task<Decision<Sheet>> Places(Actor who, CensusKind kind, CancellationToken ct)
    {
        var read = await sites.Run(who, ct);
        if (!read.Granted)
        {
            return read.Refusal;
        }

        var columns = CensusColumns.Of(kind);
        return kind switch
        {
            CensusKind.Sites => new Sheet(columns, [.. read.Value.Sites.Where(s => s.WithdrawnAt is null).Select(s =>
            {
                var costs = SiteCosts.Read(s.PileCosts);
                return new Row(
                    [
                        s.Code, s.Name, Stations.Cells.Text(s.Kind), s.Owner, Stations.Cells.Text(s.LandRight), s.Division ?? "", N(s.Longitude, 6), N(s.Latitude, 6), $"{s.Bays}", N(s.FreeKva, 3),
                        N((double)s.FixedCost.Yuan, 2), N(s.ExtraKva, 3), N((double)s.ExtraKvaCost.Yuan, 2), Stations.Cells.Text(s.Inside), s.Feeder ?? "",
                        .. CensusColumns.PileCosts.Select(c => costs.TryGetValue(c.Type, out var cost) ? N(cost, 2) : ""), s.Source,
                    ],
                    GeoJson.Point(new(s.Longitude, s.Latitude, Datum.Wgs84)));
            })]),
            CensusKind.PublicStations => new Sheet(columns, [.. read.Value.PublicStations.Select(s => new Row(
                [
                    s.Code, s.Name, s.Operator, s.Division ?? "", N(s.Longitude, 6), N(s.Latitude, 6), $"{s.FastPiles}", $"{s.SlowPiles}",
                    Stations.Cells.Text(s.FastPower.Kilowatts), Stations.Cells.Text(s.SlowPower.Kilowatts), Stations.Cells.Text(s.OpenToPublic), s.Source,
                ],
                GeoJson.Point(new(s.Longitude, s.Latitude, Datum.Wgs84))))]),
            _ => new Sheet(columns, [.. read.Value.Feeders.Select(f => new Row([f.Code, f.Name, f.Division ?? "", N(f.LimitKva, 3), f.Source], "null"))]),
        };
    }

    private static byte[] Layer(Sheet table)
    {
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteStartObject("properties");
                foreach (var (column, cell) in table.Columns.Zip(row.Cells).Where(pair => pair.First != CensusColumns.Longitude && pair.First != CensusColumns.Latitude))
                {
                    json.WriteString(column.Key, cell);
                }

                json.WriteEndObject();
                json.WritePropertyName("geometry");
                json.WriteRawValue(row.Geometry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private static string N(double number, int decimals) => Math.Round(number, decimals).ToString(CultureInfo.InvariantCulture);

    private sealed record Sheet(IReadOnlyList<FileColumn> Columns, IReadOnlyList<Row> Rows);

    private sealed record Row(IReadOnlyList<string> Cells, string Geometry);
}
