using System.IO.Compression;
using System.Text;
using Doorstep.App.Siting;
using Doorstep.Rules;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;
using static Doorstep.App.Tests.Siting.CensusTown;

namespace Doorstep.App.Tests.Siting;

public sealed class ImportCensusTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_census_is_taken_whole_with_gates_surveys_sites_and_feeders(Engine engine)
    {
        await using var town = await (await Open(engine)).Surveyed();

        var (gates, surveys, site) = await town.Store.Read(async db => (await db.Gates.CountAsync(Ct), await db.Surveys.ToListAsync(Ct), await db.Sites.SingleAsync(s => s.Code == "S1", Ct)));
        Assert.Equal(3, gates);
        Assert.All(surveys, s => Assert.Equal((SurveyState.Confirmed, "Lin"), (s.State, s.JudgedBy)));
        Assert.Equal((SiteKind.Kerbside, 12, 9_000_000, "F1"), (site.Kind, site.Bays, site.FixedCost.Fen, site.Feeder));
        Assert.Equal(52_000, SiteCosts.Read(site.PileCosts)["DC60"]);
        Assert.Equal(4, await town.Store.Read(db => db.Audit.CountAsync(a => a.Action.EndsWith(".import"), Ct)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_same_file_twice_changes_nothing(Engine engine)
    {
        await using var town = await (await Open(engine)).Surveyed();

        var again = await town.Import(CensusKind.Communities, Communities);

        Assert.Equal((0, 3, true), (again.New, again.Changed, again.Written));
        Assert.Equal((3, 3, 3), await town.Store.Read(async db => (await db.Communities.CountAsync(Ct), await db.Gates.CountAsync(Ct), await db.Surveys.CountAsync(Ct))));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Every_bad_row_is_named_with_its_reason_and_nothing_is_taken(Engine engine)
    {
        await using var town = await Open(engine);

        var report = await town.Import(CensusKind.Communities, Communities + """

            420704003901,重复,,420704003,114.89,30.39,,1,1,1,1,2026-06-01,物业
            C5,负数,,420704003,114.89,30.39,,-1,1,1,1,2026-06-01,物业
            C6,颠倒,,420704003,30.39,114.89,,1,1,1,1,2026-06-01,物业
            C7,无街道,,420799999,114.89,30.39,,1,1,1,1,2026-06-01,物业
            C8,无位置,,420704003,,,,1,1,1,1,2026-06-01,物业
            C9,文字,,420704003,114.89,30.39,,很多,1,1,1,2026-06-01,物业
            C10,未来,,420704003,114.89,30.39,,1,1,1,1,2027-06-01,物业
            C11,无来源,,420704003,114.89,30.39,,1,1,1,1,2026-06-01,
            C 12,坏编码,,420704003,114.89,30.39,,1,1,1,1,2026-06-01,物业
            C13,坏出入口,,420704003,114.89,30.39,114.89;30.39,1,1,1,1,2026-06-01,物业
            C14,半辆,,420704003,114.89,30.39,,1,1,1.5,1,2026-06-01,物业
            """);

        Assert.False(report.Written);
        Assert.Equal(
            [
                (5, "import.twice"), (6, "census.count-wrong"), (7, "place.swapped"), (8, "census.division-unknown"), (9, "place.missing"), (10, "import.value-wrong"),
                (11, "survey.day-wrong"), (12, "survey.source-missing"), (13, "census.code-wrong"), (14, "import.value-wrong"), (15, "import.value-wrong"),
            ],
            report.Bad.SelectMany(bad => bad.Reasons.Select(why => (bad.Row, why.Code))));
        Assert.Equal((0, 0, 0), await town.Store.Read(async db => (await db.Communities.CountAsync(Ct), await db.Surveys.CountAsync(Ct), await db.Audit.CountAsync(Ct))));
    }

    [Fact]
    public async Task A_site_without_bays_or_on_an_unknown_feeder_and_a_taken_code_are_named()
    {
        await using var town = await (await Open()).Surveyed();

        var report = await town.Import(CensusKind.Sites, Sites + """

            S4,没有车位,路侧,,420704003,114.89,30.39,0,100,1000,,,否,,
            S5,没有电,路侧,,420704003,114.89,30.39,5,0,1000,,,否,,
            S6,没有馈线,路侧,,420704003,114.89,30.39,5,100,1000,,,否,F9,
            PUB1,占用编码,路侧,,420704003,114.89,30.39,5,100,1000,,,否,,
            S8,怪类型,飞船坞,,420704003,114.89,30.39,5,100,1000,,,否,,
            S9,负造价,路侧,,420704003,114.89,30.39,5,100,-1000,,,否,,
            """);

        Assert.Equal(
            [(5, "site.no-bays"), (6, "site.no-power"), (7, "site.feeder-unknown"), (8, "census.code-taken"), (9, "import.value-wrong"), (10, "census.amount-wrong")],
            report.Bad.SelectMany(bad => bad.Reasons.Select(why => (bad.Row, why.Code))));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_more_piles_than_cars_are_pointed_out()
    {
        await using var town = await Open();

        var report = await town.Import(CensusKind.Communities, Communities.Replace(",100,60,", ",60,100,", StringComparison.Ordinal), dryRun: true);

        Assert.Equal((3, 0, false), (report.New, report.Bad.Count, report.Written));
        Assert.Equal(["survey.piles-many", "community.no-gates"], report.Odd.SelectMany(o => o.Reasons).Select(r => r.Code));
        Assert.Equal(0, await town.Store.Read(db => db.Communities.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_file_without_a_datum_is_refused_because_a_guess_moves_a_gate_half_a_kilometre()
    {
        await using var town = await Open();

        Refused("import.datum-missing", await town.Get<ImportCensus>().Run(City, new(new MemoryStream(Encoding.UTF8.GetBytes(Communities)), CensusFormat.Csv, CensusKind.Communities, null, false), Ct));
        Refused("people.not-allowed", await town.Get<ImportCensus>().Run(Committee, new(new MemoryStream(), CensusFormat.Csv, CensusKind.Communities, Datum.Wgs84, false), Ct));
        Refused("import.no-features", await town.Get<ImportCensus>().Run(City, new(new MemoryStream("{}"u8.ToArray()), CensusFormat.GeoJson, CensusKind.Communities, Datum.Wgs84, false), Ct));
        Refused("import.unreadable", await town.Get<ImportCensus>().Run(City, new(new MemoryStream("PK nothing"u8.ToArray()), CensusFormat.Shapefile, CensusKind.Communities, Datum.Wgs84, false), Ct));
    }

    [Fact]
    public async Task A_district_takes_in_its_own_communities_and_no_others()
    {
        await using var town = await Open();

        var report = await town.Import(CensusKind.Communities, Communities, who: District);

        Assert.Equal([(4, "people.not-allowed")], report.Bad.SelectMany(bad => bad.Reasons.Select(why => (bad.Row, why.Code))));
        Assert.True((await town.Import(CensusKind.Communities, string.Join('\n', Communities.Split('\n')[..3]), who: District)).Written);
    }

    [Fact]
    public async Task A_map_layer_brings_boundaries_and_gates_and_a_gate_kilometres_away_is_named()
    {
        await using var town = await Open();
        const string Square = "[[[114.888,30.388],[114.892,30.388],[114.892,30.392],[114.888,30.392],[114.888,30.388]]]";
        const string Layer = """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"code":"C1","name":"云栖花园","division":"420704003","vehicles":120,"survey_date":"2026-06-01","source":"物业","gates":"114.890 30.388"},"geometry":{"type":"Polygon","coordinates":SQUARE}},
              {"type":"Feature","properties":{"code":"C2","name":"远门","division":"420704003","gates":"114.95 30.388"},"geometry":{"type":"Polygon","coordinates":SQUARE}},
              {"type":"Feature","properties":{"code":"C3","name":"开口","division":"420704003"},"geometry":{"type":"Polygon","coordinates":[[[114.88,30.38],[114.89,30.38],[114.89,30.39]]]}}
            ]}
            """;
        var layer = Layer.Replace("SQUARE", Square, StringComparison.Ordinal);

        var report = await town.Import(CensusKind.Communities, layer, CensusFormat.GeoJson);
        Assert.Equal([(2, "gate.outside"), (3, "place.boundary-open")], report.Bad.SelectMany(bad => bad.Reasons.Select(why => (bad.Row, why.Code))));

        var sound = layer.Replace("114.95 30.388", "114.892 30.389", StringComparison.Ordinal).Replace("[[[114.88,30.38],[114.89,30.38],[114.89,30.39]]]", Square, StringComparison.Ordinal);
        Assert.True((await town.Import(CensusKind.Communities, sound, CensusFormat.GeoJson, datum: Datum.Gcj02)).Written);
        var row = await town.Store.Read(db => db.Communities.SingleAsync(c => c.Code == "C1", Ct));
        // Ezhou's GCJ-02 lies about half a kilometre to the east of WGS-84.
        Assert.InRange(row.Longitude, 114.8845, 114.8855);
        Assert.Contains("MultiPolygon", row.Boundary!, StringComparison.Ordinal);

        var gates = await town.Import(CensusKind.Gates, "community,label,longitude,latitude\nC1,南门,114.96,30.39\nC9,,114.89,30.39");
        Assert.Equal([(2, "gate.outside"), (3, "community.unknown")], gates.Bad.SelectMany(bad => bad.Reasons.Select(why => (bad.Row, why.Code))));
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public async Task A_zipped_shapefile_is_read_with_its_cut_names_and_its_encoding(string encoding)
    {
        await using var town = await Open();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var square = new Polygon(new LinearRing([new(114.888, 30.388), new(114.888, 30.392), new(114.892, 30.392), new(114.892, 30.388), new(114.888, 30.388)]));

        var report = await town.Import(CensusKind.Communities, Zipped([new Feature(square, Attributes("C1", "云栖花园"))], Encoding.GetEncoding(encoding)), CensusFormat.Shapefile);

        Assert.True(report.Written, string.Join('\n', report.Bad.SelectMany(bad => bad.Reasons)));
        Assert.Equal("云栖花园", (await town.Store.Read(db => db.Communities.SingleAsync(Ct))).Name);
        Assert.Equal((120, 30), await town.Store.Read(async db => (await db.Surveys.SingleAsync(Ct)) is var s ? (s.Vehicles, s.PrivatePiles) : default));
    }

    [Fact]
    public async Task A_shapefile_in_metres_of_a_projection_is_refused()
    {
        await using var town = await Open();
        var zip = Zipped([new Feature(new Point(500_000, 3_000_000), Attributes("C1", "甲"))], Encoding.UTF8, projection: "PROJCS[\"CGCS2000_3_Degree_GK_Zone_38\"]");

        Refused("import.projected", await town.Get<ImportCensus>().Run(City, new(new MemoryStream(zip), CensusFormat.Shapefile, CensusKind.Communities, Datum.Wgs84, false), Ct));
    }

    [Fact]
    public async Task A_spreadsheet_is_read_with_its_dates_and_what_is_exported_comes_in_again()
    {
        await using var town = await (await Open()).Surveyed();
        using var sheet = new MemoryStream();
        MiniExcel.SaveAs(sheet, new[] { new { community = "420704003901", survey_date = new DateTime(2026, 6, 30), households = 900, vehicles = 260, private_piles = 25, source = "复核" } });

        Assert.True((await town.Import(CensusKind.Surveys, sheet.ToArray(), CensusFormat.Xlsx)).Written);
        Assert.Equal(new DateOnly(2026, 6, 30), (await town.Store.Read(db => db.Surveys.SingleAsync(s => s.Vehicles == 260, Ct))).On);

        foreach (var kind in new[] { CensusKind.Communities, CensusKind.Sites, CensusKind.PublicStations, CensusKind.Feeders })
        {
            foreach (var format in new[] { CensusFormat.Csv, CensusFormat.Xlsx, CensusFormat.GeoJson })
            {
                var file = Granted(await town.Get<ExportCensus>().Run(City, kind, new(), format, chinese: format is CensusFormat.Csv, Ct));
                var report = await town.Import(kind, file, format);
                Assert.True(report is { Written: true, New: 0 }, $"{kind} {format}: {string.Join('\n', report.Bad.SelectMany(bad => bad.Reasons))}");
            }
        }

        Assert.Equal(4, await town.Store.Read(db => db.Surveys.CountAsync(Ct)));
    }

    private static AttributesTable Attributes(string code, string name) => new()
    {
        { "code", code }, { "name", name }, { "division", "420704003" }, { "vehicles", 120 }, { "private_pi", 30 }, { "survey_dat", "2026-06-01" }, { "source", "物业台账" },
    };

    private static byte[] Zipped(IEnumerable<IFeature> features, Encoding encoding, string? projection = null)
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-shape-").FullName;
        Shapefile.WriteAllFeatures(features, Path.Combine(folder, "layer.shp"), projection, encoding);
        if (encoding.CodePage != Encoding.UTF8.CodePage)
        {
            File.Delete(Path.Combine(folder, "layer.cpg"));
        }

        using var bytes = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, bytes);
        Directory.Delete(folder, recursive: true);
        return bytes.ToArray();
    }
}
