using System.Text;
using Doorstep.App.Siting;
using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.TestCity;

namespace Doorstep.App.Tests.Siting;

/// <summary>A city of two districts with three streets over a real store. Today is 2026-07-01.</summary>
internal sealed class CensusTown(TestStore store) : IAsyncDisposable
{
    public static readonly Actor City = new(1, "Lin", Role.City, new("CITY"), [], "10.0.0.1");
    public static readonly Actor District = new(2, "Qin", Role.District, new("CITY"), ["420704"], "10.0.0.2");
    public static readonly Actor Street = new(3, "Mei", Role.District, new("CITY"), ["420704003"], "10.0.0.3");
    public static readonly Actor Committee = new(4, "Gao", Role.Community, new("CITY"), ["420704003901"], "10.0.0.4");
    public static readonly Actor Elsewhere = new(5, "Su", Role.Community, new("CITY"), ["420703400901"], "10.0.0.5");
    public static readonly Actor Provider = new(6, "Hu", Role.ProviderManager, new("EAST"), [], "10.0.0.6");

    /// <summary>Two communities 1 km apart in one street, one in another district.</summary>
    public const string Communities = """
        编码,名称,英文名称,街道编码,经度,纬度,出入口,户数,停车位,新能源车,私人桩,调查日期,数据来源
        420704003901,云栖花园,Yunqi Garden,420704003,114.890,30.390,114.890 30.388; 114.892 30.390,900,500,200,20,2026-06-01,物业台账
        420704003902,听松家园,Tingsong Homes,420704003,114.900,30.390,114.900 30.388,800,700,100,60,2026-06-02,入户登记
        420703400901,望湖小区,Wanghu Estate,420703400,114.680,30.530,,600,200,90,0,2026-05-30,居委会走访
        """;

    public const string Sites = """
        code,name,kind,owner,division,longitude,latitude,bays,free_kva,fixed_cost,extra_kva,cost_per_extra_kva,inside,feeder,cost:DC60
        S1,西门路侧,路侧,城管局,420704003,114.8905,30.3880,12,315,90000,200,700,否,F1,52000
        S2,小区内,居住区内公共场所,业委会,420704003,114.8900,30.3890,6,100,40000,,,是,,
        S3,远处,其他,,420703400,114.7500,30.5000,20,400,90000,,,否,,
        """;

    public const string Feeders = """
        code,name,division,limit_kva
        F1,10kV 西山 01 线,420704003,900
        """;

    public const string Others = """
        code,name,operator,division,longitude,latitude,fast_piles,slow_piles,fast_kw
        PUB1,老站,城投,420704003,114.8910,30.3882,2,4,120
        """;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestStore Store => store;

    public static async Task<CensusTown> Open(Engine engine = Engine.Sqlite, SitingSettings? settings = null)
    {
        var store = await TestStore.Open(engine, services => services.AddStations().AddSiting(settings ?? new()));
        await store.Write(db => db.Divisions.AddRange(
            Row("420700", "鄂州市", null), Row("420703", "华容区", "420700"), Row("420704", "鄂城区", "420700"),
            Row("420703400", "葛店开发区", "420703"), Row("420704003", "西山街道", "420704"), Row("420704002", "古楼街道", "420704")));
        return new(store);

        static DivisionRow Row(string code, string name, string? parent) => new() { Code = code, Name = name, EnglishName = name, Parent = parent };
    }

    public async Task<CensusTown> Surveyed()
    {
        foreach (var (kind, text) in new[] { (CensusKind.Communities, Communities), (CensusKind.PublicStations, Others), (CensusKind.Feeders, Feeders), (CensusKind.Sites, Sites) })
        {
            var report = await Import(kind, text);
            Assert.True(report.Written, string.Join('\n', report.Bad.SelectMany(bad => bad.Reasons.Select(why => $"{bad.Row} {why}"))));
        }

        return this;
    }

    public T Get<T>()
        where T : notnull => store.Get<T>();

    public Task<CensusReport> Import(CensusKind kind, string text, CensusFormat format = CensusFormat.Csv, Actor? who = null, Datum datum = Datum.Wgs84, bool dryRun = false) =>
        Import(kind, Encoding.UTF8.GetBytes(text), format, who, datum, dryRun);

    public async Task<CensusReport> Import(CensusKind kind, byte[] bytes, CensusFormat format, Actor? who = null, Datum datum = Datum.Wgs84, bool dryRun = false) =>
        Granted(await Get<ImportCensus>().Run(who ?? City, new(new MemoryStream(bytes), format, kind, datum, dryRun), Ct));

    public async Task<CommunityGap> Gap(string community) => Granted(await Get<ReadCommunity>().Run(City, community, Ct)).Line.Gap!;

    public static T Granted<T>(Decision<T> decision)
    {
        Assert.True(decision.Granted, decision.Refusal?.ToString());
        return decision.Value;
    }

    public static Refusal Refused<T>(string code, Decision<T> decision)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        return decision.Refusal!;
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
