using Doorstep.Rules;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Stations;

/// <summary>A column of an import or export file: its English key and its Chinese heading; both are read, case and blanks do not matter.</summary>
/// <param name="Needed">Whether a file without it is refused.</param>
public sealed record FileColumn(string Key, string Chinese, bool Needed);

/// <summary>What the two kinds of file hold, in order of their columns.</summary>
public static class StationColumns
{
    public static readonly FileColumn Station = new("station", "充电站编号", true);
    public static readonly FileColumn Provider = new("provider", "服务商", false);
    public static readonly FileColumn Name = new("name", "名称", true);
    public static readonly FileColumn EnglishName = new("english_name", "英文名称", false);
    public static readonly FileColumn Address = new("address", "地址", false);
    public static readonly FileColumn Directions = new("directions", "进站指引", false);
    public static readonly FileColumn Longitude = new("longitude", "经度", true);
    public static readonly FileColumn Latitude = new("latitude", "纬度", true);
    public static readonly FileColumn Division = new("division", "街道编码", false);
    public static readonly FileColumn GridLimit = new("grid_limit_kw", "用电容量kW", true);
    public static readonly FileColumn OpensAt = new("opens", "营业开始", false);
    public static readonly FileColumn ClosesAt = new("closes", "营业结束", false);
    public static readonly FileColumn ToPublic = new("open_to_public", "对社会开放", false);
    public static readonly FileColumn Sheltered = new("sheltered", "有雨棚", false);
    public static readonly FileColumn Phone = new("phone", "电话", false);

    public static readonly FileColumn Pile = new("pile", "桩编号", true);
    public static readonly FileColumn LinkName = new("link_name", "通信名称", false);
    public static readonly FileColumn Protocol = new("protocol", "协议", true);
    public static readonly FileColumn Kind = new("kind", "类型", true);
    public static readonly FileColumn RatedPower = new("rated_kw", "额定功率kW", true);
    public static readonly FileColumn Connectors = new("connectors_kw", "各枪功率kW", false);
    public static readonly FileColumn Label = new("label", "标签", false);
    public static readonly FileColumn Vendor = new("vendor", "厂家", false);
    public static readonly FileColumn Model = new("model", "型号", false);
    public static readonly FileColumn OutOfService = new("out_of_service", "停用", false);
    public static readonly FileColumn Secret = new("secret", "密钥", false);

    public static readonly IReadOnlyList<FileColumn> OfStations =
        [Station, Provider, Name, EnglishName, Address, Directions, Longitude, Latitude, Division, GridLimit, OpensAt, ClosesAt, ToPublic, Sheltered, Phone];

    public static readonly IReadOnlyList<FileColumn> OfPiles =
        [Pile, Station, LinkName, Protocol, Kind, RatedPower, Connectors, Label, Vendor, Model, OutOfService, Secret];

    internal static Decision<StationDraft> ReadStation(FileRow row, OrganisationId? own, Datum datum) => row.Read(cells => new StationDraft
    {
        Id = new(cells.Text(Station)),
        Provider = cells.Text(Provider) is { Length: > 0 } provider ? new(provider) : own ?? new(""),
        Name = cells.Text(Name),
        EnglishName = cells.Text(EnglishName),
        Address = cells.Text(Address),
        Directions = cells.Text(Directions),
        At = new((double)cells.Number(Longitude), (double)cells.Number(Latitude), datum),
        Division = cells.Text(Division) is { Length: > 0 } division ? division : null,
        GridLimit = cells.Kilowatts(GridLimit),
        OpensAt = cells.Time(OpensAt),
        ClosesAt = cells.Time(ClosesAt),
        ToPublic = cells.Flag(ToPublic, otherwise: true),
        Sheltered = cells.Flag(Sheltered, otherwise: false),
        Phone = cells.Text(Phone) is { Length: > 0 } phone ? phone : null,
    });

    internal static Decision<PileDraft> ReadPile(FileRow row) => row.Read(cells =>
    {
        var power = cells.Kilowatts(RatedPower);
        return new PileDraft
        {
            Id = new(cells.Text(Pile)),
            Station = new(cells.Text(Station)),
            LinkName = cells.Text(LinkName),
            Protocol = cells.Word<PileProtocol>(Protocol),
            Kind = cells.Word<PileKind>(Kind),
            RatedPower = power,
            Connectors = cells.KilowattList(Connectors) is { Count: > 0 } each ? each : [power],
            Label = cells.Text(Label),
            Vendor = cells.Text(Vendor),
            Model = cells.Text(Model),
            OutOfService = cells.Flag(OutOfService, otherwise: false),
            Secret = cells.Text(Secret) is { Length: > 0 } secret ? secret : null,
        };
    });

    internal static IEnumerable<string> Write(StationEntry station, Datum datum)
    {
        var at = station.At.To(datum);
        return
        [
            station.Id.Value, station.Provider.Value, station.Name, station.EnglishName, station.Address, station.Directions,
            Cells.Text(Math.Round((decimal)at.Longitude, 7)), Cells.Text(Math.Round((decimal)at.Latitude, 7)), station.Division ?? "", Cells.Text(station.GridLimit.Kilowatts),
            $"{station.Opening.OpensAt:HH:mm}", $"{station.Opening.ClosesAt:HH:mm}", Cells.Text(station.Opening.ToPublic), Cells.Text(station.Sheltered), station.Phone ?? "",
        ];
    }

    /// <summary>Secrets are never written out: none is kept.</summary>
    internal static IEnumerable<string> Write(PileEntry pile) =>
    [
        pile.Pile.Value, pile.Station.Value, pile.LinkName == pile.Pile.Value ? "" : pile.LinkName, Cells.Text(pile.Protocol), Cells.Text(pile.Kind), Cells.Text(pile.RatedPower.Kilowatts),
        string.Join(';', pile.Connectors.Select(c => Cells.Text(c.MaxPower.Kilowatts))), pile.Label, pile.Vendor, pile.Model, Cells.Text(pile.OutOfService), "",
    ];
}
