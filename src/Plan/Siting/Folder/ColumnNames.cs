namespace Doorstep.Plan.Siting.Folder;

/// <summary>
/// The column names of a problem folder, and the Chinese headings that survey tables carry for them. A heading given by the caller goes first.
/// </summary>
internal sealed class ColumnNames(IReadOnlyDictionary<string, string> given)
{
    public static readonly ColumnNames Usual = new(new Dictionary<string, string>());

    private static readonly Dictionary<string, string> Chinese = new(StringComparer.OrdinalIgnoreCase)
    {
        ["编号"] = "id",
        ["小区编号"] = "id",
        ["场所编号"] = "id",
        ["名称"] = "name",
        ["小区名称"] = "name",
        ["场所名称"] = "name",
        ["站点名称"] = "name",
        ["区"] = "district",
        ["行政区"] = "district",
        ["所属区"] = "district",
        ["出入口"] = "gates",
        ["经度"] = "lon",
        ["纬度"] = "lat",
        ["户数"] = "households",
        ["停车位"] = "parking",
        ["停车位数"] = "parking",
        ["新能源汽车"] = "vehicles",
        ["新能源汽车数"] = "vehicles",
        ["私桩"] = "private_piles",
        ["私人桩数"] = "private_piles",
        ["示范场景"] = "priority",
        ["类型"] = "kind",
        ["产权方"] = "owner",
        ["是否小区内"] = "inside",
        ["车位数"] = "bays",
        ["可用容量"] = "free_kva",
        ["固定成本"] = "fixed_cost",
        ["可增容量"] = "extra_kva",
        ["增容单价"] = "cost_per_extra_kva",
        ["馈线"] = "feeder",
    };

    /// <summary>The folder's name for a heading; the heading itself where it has none.</summary>
    public string Of(string heading)
    {
        var bare = heading.Trim().TrimStart('\uFEFF');
        return given.TryGetValue(bare, out var name) || Chinese.TryGetValue(bare, out name) ? name : bare;
    }
}
