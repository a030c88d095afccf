using System.Globalization;
using Doorstep.App.Stations;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>What the rows of a census file are.</summary>
public enum CensusKind
{
    Communities,
    Gates,
    Surveys,
    PublicStations,
    Sites,
    Feeders,
}

/// <summary>What each kind of census file holds, in order of its columns.</summary>
public static class CensusColumns
{
    public static readonly FileColumn Code = new("code", "编码", true);
    public static readonly FileColumn Name = new("name", "名称", true);
    public static readonly FileColumn EnglishName = new("english_name", "英文名称", false);
    public static readonly FileColumn Division = new("division", "街道编码", false);
    public static readonly FileColumn Longitude = new("longitude", "经度", false);
    public static readonly FileColumn Latitude = new("latitude", "纬度", false);
    public static readonly FileColumn Gates = new("gates", "出入口", false);
    public static readonly FileColumn Community = new("community", "居住区编码", true);
    public static readonly FileColumn Label = new("label", "出入口名称", false);
    public static readonly FileColumn Households = new("households", "户数", false);
    public static readonly FileColumn Parking = new("parking_spaces", "停车位", false);
    public static readonly FileColumn Vehicles = new("vehicles", "新能源车", false);
    public static readonly FileColumn PrivatePiles = new("private_piles", "私人桩", false);
    public static readonly FileColumn SurveyDay = new("survey_date", "调查日期", false);
    public static readonly FileColumn Source = new("source", "数据来源", false);
    public static readonly FileColumn Note = new("note", "备注", false);
    public static readonly FileColumn Operator = new("operator", "运营方", false);
    public static readonly FileColumn FastPiles = new("fast_piles", "快充桩", false);
    public static readonly FileColumn SlowPiles = new("slow_piles", "慢充桩", false);
    public static readonly FileColumn FastPower = new("fast_kw", "快充功率kW", false);
    public static readonly FileColumn SlowPower = new("slow_kw", "慢充功率kW", false);
    public static readonly FileColumn ToPublic = new("open_to_public", "对社会开放", false);
    public static readonly FileColumn Kind = new("kind", "场所类型", false);
    public static readonly FileColumn Owner = new("owner", "产权方", false);
    public static readonly FileColumn Land = new("land_right", "土地权利", false);
    public static readonly FileColumn Bays = new("bays", "车位数", true);
    public static readonly FileColumn FreeKva = new("free_kva", "可用容量kVA", true);
    public static readonly FileColumn ExtraKva = new("extra_kva", "可增容kVA", false);
    public static readonly FileColumn ExtraKvaCost = new("cost_per_extra_kva", "增容单价", false);
    public static readonly FileColumn FixedCost = new("fixed_cost", "固定造价", true);
    public static readonly FileColumn Inside = new("inside", "居住区内", false);
    public static readonly FileColumn Feeder = new("feeder", "馈线", false);
    public static readonly FileColumn Limit = new("limit_kva", "容量上限kVA", true);

    /// <summary>Cost of one pile of each type at this site, where it differs.</summary>
    public static readonly IReadOnlyList<(string Type, FileColumn Column)> PileCosts = [.. PlanDefaults.PileTypes.Select(t => (t.Id, new FileColumn($"cost:{t.Id}", $"{t.Id}造价", false)))];

    private static readonly FileColumn[] Counted = [Households, Parking, Vehicles, PrivatePiles, SurveyDay, Source, Note];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["公建配建停车场"] = nameof(SiteKind.PublicBuildingCarPark),
        ["公建停车场"] = nameof(SiteKind.PublicBuildingCarPark),
        ["社会公共停车场"] = nameof(SiteKind.SocialCarPark),
        ["社会停车场"] = nameof(SiteKind.SocialCarPark),
        ["P+R停车场"] = nameof(SiteKind.ParkAndRide),
        ["P+R"] = nameof(SiteKind.ParkAndRide),
        ["居住区内"] = nameof(SiteKind.InsideCommunity),
        ["居住区内公共场所"] = nameof(SiteKind.InsideCommunity),
        ["边角空地"] = nameof(SiteKind.CornerLand),
        ["底商门前"] = nameof(SiteKind.ShopFront),
        ["路侧"] = nameof(SiteKind.Kerbside),
        ["路侧停车场"] = nameof(SiteKind.Kerbside),
        ["路侧公共停车场"] = nameof(SiteKind.Kerbside),
        ["加油站"] = nameof(SiteKind.PetrolStation),
        ["其他"] = nameof(SiteKind.Other),
        [""] = "-",
        ["未接洽"] = nameof(LandRight.NotAsked),
        ["已同意"] = nameof(LandRight.Consented),
        ["有意向"] = nameof(LandRight.Consented),
        ["租赁"] = nameof(LandRight.Leased),
        ["自有"] = nameof(LandRight.Owned),
    };

    public static IReadOnlyList<FileColumn> Of(CensusKind kind) => kind switch
    {
        CensusKind.Communities => [Code, Name, EnglishName, Division with { Needed = true }, Longitude, Latitude, Gates, .. Counted],
        CensusKind.Gates => [Community, Label, Longitude, Latitude],
        CensusKind.Surveys => [Community, .. Counted],
        CensusKind.PublicStations => [Code, Name, Operator, Division, Longitude, Latitude, FastPiles, SlowPiles, FastPower, SlowPower, ToPublic, Source],
        CensusKind.Sites => [Code, Name, Kind, Owner, Land, Division, Longitude, Latitude, Bays, FreeKva, FixedCost, ExtraKva, ExtraKvaCost, Inside, Feeder, .. PileCosts.Select(c => c.Column), Source],
        CensusKind.Feeders => [Code, Name, Division, Limit, Source],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    internal static Decision<CommunityPlace> ReadPlace(PlaceRow row, Datum datum) => row.Read(cells => new CommunityPlace
    {
        Code = cells.Text(Code),
        Name = cells.Text(Name),
        EnglishName = cells.Text(EnglishName),
        Division = cells.Text(Division),
        Centre = Cell(cells, datum),
        Boundary = row.Areas.Count > 0 ? new([.. row.Areas.SelectMany(area => area)]) : null,
        Gates = [.. row.Points.Select(point => new GatePlace("", point)), .. GateList(cells, datum)],
    });

    /// <summary>Null when the row says nothing about a survey.</summary>
    internal static Decision<SurveyDraft?> ReadSurvey(FileRow row, DateOnly today) => row.Read(cells =>
    {
        int?[] counts = [cells.Count(Households), cells.Count(Parking), cells.Count(Vehicles), cells.Count(PrivatePiles)];
        if (counts.All(count => count is null))
        {
            return null;
        }

        if (counts[2] is null)
        {
            cells.Wrong(Vehicles, cells.Text(Vehicles));
        }

        return new SurveyDraft(cells.Day(SurveyDay) ?? today, cells.Text(Source), counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 0, counts[3] ?? 0) { Note = cells.Text(Note) };
    });

    internal static Decision<PublicStationDraft> ReadPublicStation(PlaceRow row, Datum datum) => row.Read(cells => new PublicStationDraft
    {
        Code = cells.Text(Code),
        Name = cells.Text(Name),
        Operator = cells.Text(Operator),
        Division = Given(cells, Division),
        At = Place(row, cells, datum),
        FastPiles = cells.Count(FastPiles) ?? 0,
        SlowPiles = cells.Count(SlowPiles) ?? 0,
        FastPower = cells.Text(FastPower).Length > 0 ? cells.Kilowatts(FastPower) : new(60_000),
        SlowPower = cells.Text(SlowPower).Length > 0 ? cells.Kilowatts(SlowPower) : new(7_000),
        OpenToPublic = cells.Flag(ToPublic, otherwise: true),
        Source = cells.Text(Source),
    });

    internal static Decision<CandidateDraft> ReadSite(PlaceRow row, Datum datum) => row.Read(cells => new CandidateDraft
    {
        Code = cells.Text(Code),
        Name = cells.Text(Name),
        Kind = cells.Text(Kind).Length > 0 ? cells.Word<SiteKind>(Kind, Words) : SiteKind.Other,
        Owner = cells.Text(Owner),
        LandRight = cells.Text(Land).Length > 0 ? cells.Word<LandRight>(Land, Words) : LandRight.NotAsked,
        Division = Given(cells, Division),
        At = Place(row, cells, datum),
        Bays = cells.Count(Bays) ?? 0,
        FreeKva = (double)cells.Number(FreeKva),
        ExtraKva = (double)cells.Number(ExtraKva, 0),
        ExtraKvaCost = Yuan(cells.Number(ExtraKvaCost, 0)),
        FixedCost = Yuan(cells.Number(FixedCost)),
        PileCosts = PileCosts.Where(c => cells.Text(c.Column).Length > 0).ToDictionary(c => c.Type, c => (double)cells.Number(c.Column), StringComparer.Ordinal),
        Inside = cells.Flag(Inside, otherwise: false),
        Feeder = Given(cells, Feeder),
        Source = cells.Text(Source),
    });

    internal static Decision<FeederDraft> ReadFeeder(FileRow row) => row.Read(cells => new FeederDraft(
        cells.Text(Code), cells.Text(Name), Given(cells, Division), (double)cells.Number(Limit), cells.Text(Source)));

    internal static Decision<(string Community, GatePlace Gate)> ReadGate(PlaceRow row, Datum datum) => row.Read(cells =>
        (cells.Text(Community), new GatePlace(cells.Text(Label), Place(row, cells, datum))));

    private static string? Given(Cells cells, FileColumn column) => cells.Text(column) is { Length: > 0 } text ? text : null;

    private static Money Yuan(decimal yuan) => new((long)decimal.Round(yuan * 100));

    /// <summary>The row's point, else its cells; a row with neither lies nowhere, and its check says so.</summary>
    private static GeoPoint Place(PlaceRow row, Cells cells, Datum datum) =>
        row.Points.Count > 0 ? row.Points[0]
        : Cell(cells, datum) ?? (row.Areas.Count > 0 ? new Outline([.. row.Areas.SelectMany(area => area)]).Middle : new(0, 0, datum));

    private static GeoPoint? Cell(Cells cells, Datum datum) => cells.Text(Longitude).Length == 0 && cells.Text(Latitude).Length == 0
        ? null
        : new((double)cells.Number(Longitude), (double)cells.Number(Latitude), datum);

    /// <summary>`lon lat; lon lat`.</summary>
    private static List<GatePlace> GateList(Cells cells, Datum datum)
    {
        var gates = new List<GatePlace>();
        foreach (var part in cells.Text(Gates).Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var numbers = part.Split([' ', ',', '，'], StringSplitOptions.RemoveEmptyEntries);
            if (numbers.Length == 2 && double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude))
            {
                gates.Add(new("", new(longitude, latitude, datum)));
            }
            else
            {
                cells.Wrong(Gates, part);
            }
        }

        return gates;
    }
}
