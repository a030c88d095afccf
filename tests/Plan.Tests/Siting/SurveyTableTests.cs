using Doorstep.Plan.Siting.Folder;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Rules;
using MiniExcelLibs;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace Doorstep.Plan.Tests.Siting;

public sealed class SurveyTableTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("survey").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_survey_in_four_kinds_of_file_is_one_problem()
    {
        var csv = Write("c.csv", "id,name,district,lon,lat,vehicles,private_piles\nC1,甲,东区,114.9,30.4,120,30\n");
        var chinese = Path("小区.xlsx");
        MiniExcel.SaveAs(chinese, new[] { new Dictionary<string, object> { ["编号"] = "C1", ["名称"] = "甲", ["行政区"] = "东区", ["经度"] = 114.9, ["纬度"] = 30.4, ["新能源汽车"] = 120, ["私桩"] = 30 } });
        var map = Write("c.geojson", """
            { "type": "FeatureCollection", "features": [ { "type": "Feature", "geometry": { "type": "Point", "coordinates": [114.9, 30.4] },
              "properties": { "id": "C1", "name": "甲", "district": "东区", "vehicles": 120, "private_piles": 30 } } ] }
            """);
        var shape = Path("c.shp");
        Shapefile.WriteAllFeatures([new Feature(new Point(114.9, 30.4), new AttributesTable { { "id", "C1" }, { "name", "甲" }, { "district", "东区" }, { "vehicles", 120 }, { "private_pi", 30 } })], shape);
        var digests = new[] { csv, chinese, map, shape }.Select(file =>
        {
            var reading = Read(file);
            Assert.Empty(reading.Faults);
            return ProblemDigest.Of(reading.Problem!);
        }).Distinct();
        Assert.Single(digests);
    }

    [Fact]
    public void A_heading_of_ones_own_can_be_named()
    {
        var csv = Write("c.csv", "id,lon,lat,电车\nC1,114.9,30.4,120\n");
        Assert.Contains(Read(csv).Faults, f => f.Sentence.StartsWith("vehicles is missing", StringComparison.Ordinal));
        Assert.Equal(120, Read(csv, new() { ["电车"] = "vehicles" }).Problem!.Communities[0].Vehicles);
    }

    [Fact]
    public void Every_bad_row_of_a_workbook_is_named_by_its_row()
    {
        var file = Path("c.xlsx");
        MiniExcel.SaveAs(file, new[] { Row("C1", "12"), Row("C2", "-3"), Row("C3", "many"), Row("C1", "5") });
        var faults = Read(file).Faults;
        Assert.Equal([3, 4, 5], faults.Select(f => f.Row).Order());
        Assert.All(faults, f => Assert.Equal($"{file}:{f.Row}: {f.Sentence}", f.ToString()));
        static Dictionary<string, object> Row(string id, string vehicles) => new() { ["id"] = id, ["lon"] = 114.9, ["lat"] = 30.4, ["vehicles"] = vehicles };
    }

    [Fact]
    public void A_file_that_only_pretends_is_refused_with_a_sentence()
    {
        foreach (var kind in new[] { ".xlsx", ".shp", ".geojson" })
        {
            var file = Write("fake" + kind, "this is no such file");
            if (kind == ".shp")
            {
                Write("fake.dbf", "nor this");
            }

            Assert.Contains(Read(file).Faults, f => f.File == file && f.Sentence.Contains("cannot be read", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_table_in_the_letters_of_an_old_spreadsheet_is_asked_for_in_utf_8()
    {
        var file = Path("gbk.csv");
        File.WriteAllBytes(file, [0xB1, 0xE0, 0xBA, 0xC5, (byte)',', 0xBE, 0xAD, 0xB6, 0xC8, (byte)'\n', (byte)'1', (byte)',', (byte)'2', (byte)'\n']);
        Assert.Contains("CSV UTF-8", Assert.Single(Read(file).Faults).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_without_its_columns_asks_for_them() =>
        Assert.Contains(Read(Write("alone.shp", "x")).Faults, f => f.Sentence.Contains(".dbf", StringComparison.Ordinal));

    [Fact]
    public void A_plan_as_a_workbook_has_a_sheet_for_each_table()
    {
        var problem = SmallCity.Generated();
        var plan = SmallCity.Plan(problem);
        var file = Path("plan.xlsx");
        TableFiles.Xlsx(PlanTables.Of(problem, plan), file);
        Assert.Equal(["figures", "sites", "stations", "communities", "flows", "parameters"], MiniExcel.GetSheetNames(file));
        Assert.Equal(plan.Sites.Count, MiniExcel.Query(file, useHeaderRow: true, sheetName: "sites").Count());
    }

    private ProblemReading Read(string communities, Dictionary<string, string>? headings = null) => ReadTables.Run(
        new(new(communities, Datum.Wgs84), new(Write("s.csv", "id,lon,lat,bays,free_kva,fixed_cost\nS1,114.9,30.401,20,400,80000\n"), Datum.Wgs84)) { Headings = headings ?? [] }, Token);

    private string Path(string name) => System.IO.Path.Combine(folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }
}
