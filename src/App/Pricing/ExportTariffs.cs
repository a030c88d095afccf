using Doorstep.App.Stations;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>Writes all published tariffs as a table: one row per version, month set and stretch of equal price. Prices are public.</summary>
public sealed class ExportTariffs(PriceBook book)
{
    private static readonly FileColumn[] Columns =
    [
        new("tariff", "方案代码", true), new("version", "版本", true), new("name", "名称", true), new("document", "文件号", false),
        new("valid_from", "生效日期", true), new("valid_until", "截止日期", false), new("months", "月份", true), new("from", "时段开始", true), new("to", "时段结束", true),
        new("period", "时段", true), new("electricity", "电价 元/kWh", true), new("service", "服务费 元/kWh", true),
    ];

    public byte[] Run(SheetFormat format, bool chinese)
    {
        using var output = new MemoryStream();
        SheetFile.Write(output, format, Columns, chinese, book.Codes.SelectMany(book.Versions).SelectMany(Lines));
        return output.ToArray();
    }

    private static IEnumerable<IEnumerable<string>> Lines(Tariff tariff) =>
        from plan in tariff.Plans
        from stretch in Stretches(plan)
        select (IEnumerable<string>)
        [
            tariff.Code, $"{tariff.Version}", tariff.Name, tariff.Document, $"{tariff.ValidFrom:yyyy-MM-dd}", $"{tariff.ValidUntil:yyyy-MM-dd}", string.Join(' ', plan.Months),
            Clock(stretch.From), Clock(stretch.To), Cells.Text(stretch.Rate.Period), Cells.Text(stretch.Rate.Electricity.YuanPerKilowattHour), Cells.Text(stretch.Rate.Service.YuanPerKilowattHour),
        ];

    private static IEnumerable<(int From, int To, Rate Rate)> Stretches(MonthPlan plan)
    {
        int from = 0;
        for (int half = 1; half <= 48; half++)
        {
            if (half == 48 || plan.At(half) != plan.At(from))
            {
                yield return (from, half, plan.At(from));
                from = half;
            }
        }
    }

    private static string Clock(int half) => $"{half / 2:00}:{half % 2 * 30:00}";
}
