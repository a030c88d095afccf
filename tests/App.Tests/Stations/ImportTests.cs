using System.Text;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.TestCity;
using Microsoft.EntityFrameworkCore;
using static Doorstep.App.Tests.Stations.Town;

namespace Doorstep.App.Tests.Stations;

public sealed class ImportTests
{
    private const string Two = """
        充电站编号,名称,经度,纬度,用电容量kW,营业开始,营业结束,对社会开放
        EZ0001,西山花园,114.90004081229225,30.388304001239412,400,06:00,23:00,否
        EZ0002,"桥头,停车场",114.91,30.39,630,,,
        """;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_file_in_another_datum_is_taken_whole_and_converted(Engine engine)
    {
        await using var town = await Open(engine);

        var report = await Import(town, Two);

        Assert.Equal((2, 2, 0, true), (report.Rows, report.New, report.Changed, report.Written));
        var station = town.Get<StationDirectory>().Find(new("EZ0001"))!;
        Assert.Equal((114.895, 30.391), (Math.Round(station.At.Longitude, 6), Math.Round(station.At.Latitude, 6)));
        Assert.Equal((new TimeOnly(6, 0), new TimeOnly(23, 0), false), (station.Opening.OpensAt, station.Opening.ClosesAt, station.Opening.ToPublic));
        Assert.Equal("桥头,停车场", town.Get<StationDirectory>().Find(new("EZ0002"))!.Name);
    }

    [Fact]
    public async Task One_bad_row_and_nothing_is_taken()
    {
        await using var town = await Open();

        var report = await Import(town, Two + """

            EZ0001,又一个,114.9,30.39,100,,,
            EZ0003,,30.39,114.9,-5,,,也许
            EZ0004,,30.39,114.9,-5,07:00,,
            """);

        Assert.False(report.Written);
        Assert.Equal(0, town.Get<StationDirectory>().Count);
        Assert.Equal(0, await town.Store.Read(db => db.Stations.CountAsync(Ct)));
        Assert.Equal([4, 5, 6], report.Bad.Select(bad => bad.Row));
        Assert.Equal(["import.twice"], report.Bad[0].Reasons.Select(r => r.Code));
        Assert.Equal([("import.value-wrong", "也许")], report.Bad[1].Reasons.Select(r => (r.Code, r.Facts[1].Value)));
        Assert.Equal(
            ["station.name-missing", "station.position-wrong", "station.grid-limit-wrong", "station.hours-wrong"],
            report.Bad[2].Reasons.Select(r => r.Code));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_does_not_do_it()
    {
        await using var town = await Open();
        await town.WithStation();

        var report = await Import(town, Two, dryRun: true);

        Assert.Equal((1, 1, false), (report.New, report.Changed, report.Written));
        Assert.Equal(1, town.Get<StationDirectory>().Count);
    }

    [Fact]
    public async Task A_file_in_the_old_encoding_of_spreadsheets_is_read()
    {
        await using var town = await Open();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var report = Granted(await town.Get<ImportStations>().Run(
            Manager,
            new(new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes(Two)), SheetFormat.Csv, ImportKind.Stations, Datum.Gcj02, DryRun: false),
            Ct));

        Assert.True(report.Written);
        Assert.Equal("西山花园", town.Get<StationDirectory>().Find(new("EZ0001"))!.Name);
    }

    [Fact]
    public async Task Piles_come_with_connectors_and_their_new_secrets_are_shown_once()
    {
        await using var town = await Open();
        await town.WithStation();

        var report = await Import(
            town,
            """
            pile,station,link_name,protocol,kind,rated_kw,connectors_kw
            42070400010001,EZ0001,GATE-1,ocpp16,直流,120,60;60
            42070400010002,EZ0001,,云快充,慢充,7,
            42070400010003,EZ0001,,OCPP2.0.1,ac,7,
            """,
            ImportKind.Piles);

        Assert.True(report.Written);
        Assert.Equal(["42070400010001", "42070400010003"], report.NewSecrets.Keys.Order());
        var pile = town.Get<PileDirectory>().FindByLinkName("GATE-1")!;
        Assert.True(pile.Secret!.Matches(report.NewSecrets["42070400010001"]));
        Assert.Equal([60_000, 60_000], pile.Connectors.Select(c => c.MaxPower.Watts));
        Assert.Equal((PileProtocol.Ykc, PileKind.Ac), (town.Get<PileDirectory>().Find(new("42070400010002"))!.Protocol, town.Get<PileDirectory>().Find(new("42070400010002"))!.Kind));
    }

    [Fact]
    public async Task Piles_of_unknown_stations_or_with_a_taken_name_are_named()
    {
        await using var town = await Open();
        await town.WithStation();
        Granted(await town.Get<RecordPile>().Run(Manager, Pile() with { LinkName = "GATE-1" }, Ct));

        var report = await Import(
            town,
            """
            pile,station,link_name,protocol,kind,rated_kw
            42070400010002,EZ0001,GATE-1,ocpp16,ac,7
            42070400010003,EZ0009,,ocpp16,ac,7
            42070400010004,EZ0001,GATE-2,ocpp16,ac,7
            42070400010005,EZ0001,GATE-2,ocpp16,ac,7
            42070400010006,EZ0001,,ocpp17,ac,7
            4207040001000,EZ0001,,ocpp16,ac,7
            """,
            ImportKind.Piles);

        Assert.Equal(
            [(2, "pile.link-name-taken"), (3, "station.unknown"), (5, "pile.link-name-taken"), (6, "import.value-wrong"), (7, "pile.number-wrong")],
            report.Bad.Select(bad => (bad.Row, bad.Reasons[0].Code)));
        Assert.Equal(1, town.Get<PileDirectory>().Count);
    }

    [Theory]
    [InlineData(SheetFormat.Csv, true)]
    [InlineData(SheetFormat.Csv, false)]
    [InlineData(SheetFormat.Xlsx, true)]
    [InlineData(SheetFormat.Xlsx, false)]
    public async Task What_is_exported_can_be_imported_and_changes_nothing(SheetFormat format, bool chinese)
    {
        await using var town = await Open();
        await Import(town, Two);
        await town.WithStation(Station() with { Name = "=1+1", Address = "@门口", OpensAt = new(6, 30), ClosesAt = new(22, 0) });
        Granted(await town.Get<RecordPile>().Run(Manager, Pile(), Ct));
        var before = (town.Get<StationDirectory>().All, town.Get<PileDirectory>().Find(Pile().Id)!.Connectors);

        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            byte[] file = Granted(town.Get<ExportStations>().Run(Manager, kind, format, Datum.Bd09, chinese));
            var report = Granted(await town.Get<ImportStations>().Run(Manager, new(new MemoryStream(file), format, kind, Datum.Bd09, DryRun: false), Ct));
            Assert.Empty(report.Bad);
            Assert.Equal((0, true), (report.New, report.Written));
        }

        Assert.Equal(before.All.Select(Rounded), town.Get<StationDirectory>().All.Select(Rounded));
        Assert.Equal(before.Connectors, town.Get<PileDirectory>().Find(Pile().Id)!.Connectors);
        Assert.Equal(PileProtocol.Ocpp16, town.Get<PileDirectory>().Find(Pile().Id)!.Protocol);
    }

    [Fact]
    public async Task A_rival_exports_nothing_of_others_and_imports_nothing_into_theirs()
    {
        await using var town = await Open();
        await Import(town, Two);

        string file = Encoding.UTF8.GetString(Granted(town.Get<ExportStations>().Run(Rival, ImportKind.Stations, SheetFormat.Csv, Datum.Wgs84, chinese: true)));
        var report = Granted(await town.Get<ImportStations>().Run(Rival, Csv(Two), Ct));

        Assert.DoesNotContain("EZ0001", file, StringComparison.Ordinal);
        Assert.Equal(["people.not-allowed"], report.Bad.SelectMany(bad => bad.Reasons).Select(r => r.Code).Distinct());
        Refused("people.sign-in-needed", town.Get<ExportStations>().Run(Public, ImportKind.Stations, SheetFormat.Csv, Datum.Wgs84, chinese: true));
    }

    [Fact]
    public async Task What_is_no_table_is_refused_in_words()
    {
        await using var town = await Open();
        var import = town.Get<ImportStations>();

        Refused("import.unreadable", await import.Run(Manager, new(new MemoryStream([1, 2, 3]), SheetFormat.Xlsx, ImportKind.Stations, Datum.Wgs84, true), Ct));
        Refused("import.empty", await import.Run(Manager, Csv("充电站编号,名称,经度,纬度,用电容量kW"), Ct));
        Refused("import.column-missing", await import.Run(Manager, Csv("充电站编号,名称\nA,B"), Ct));
        Refused("import.too-large", await import.Run(Manager, Csv(new string('x', 21 << 20)), Ct));
    }

    [Fact]
    public async Task Ten_thousand_piles_come_in_one_file()
    {
        await using var town = await Open();
        await town.WithStation();
        var file = new StringBuilder("pile,station,protocol,kind,rated_kw\n");
        for (int i = 1; i <= 10_000; i++)
        {
            file.Append("4207040001").Append($"{i:0000}"[^4..]).Append(i >= 10_000 ? "X" : "").Append(",EZ0001,ykc,ac,7\n");
        }

        var report = await Import(town, file.ToString(), ImportKind.Piles);

        Assert.Equal([10_001], report.Bad.Select(bad => bad.Row));
        report = await Import(town, file.ToString()[..(file.ToString().LastIndexOf("4207", StringComparison.Ordinal))], ImportKind.Piles);
        Assert.Equal((9_999, 9_999), (report.New, town.Get<PileDirectory>().Count));
    }

    [Fact]
    public async Task Tariffs_are_exported_stretch_by_stretch()
    {
        await using var town = await Open();
        Granted(await town.Get<PublishTariff>().Run(City, CityOffice, Flat(), Ct));

        string text = Encoding.UTF8.GetString(town.Get<ExportTariffs>().Run(SheetFormat.Csv, chinese: false));

        Assert.Contains("2026-01-01,,1 2 3 4 5 6 7 8 9 10 11 12,00:00,24:00,flat,0.6,0.6", text, StringComparison.Ordinal);
    }

    private static object Rounded(StationEntry station) => station with
    {
        At = station.At with { Longitude = Math.Round(station.At.Longitude, 5), Latitude = Math.Round(station.At.Latitude, 5) },
    };

    private static ImportRequest Csv(string text, ImportKind kind = ImportKind.Stations, bool dryRun = false) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), SheetFormat.Csv, kind, Datum.Gcj02, dryRun);

    private static async Task<ImportReport> Import(Town town, string text, ImportKind kind = ImportKind.Stations, bool dryRun = false) =>
        Granted(await town.Get<ImportStations>().Run(Manager, Csv(text, kind, dryRun), Ct));
}
