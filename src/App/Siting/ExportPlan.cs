using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using MiniExcelLibs;

namespace Doorstep.App.Siting;

/// <summary>What may be taken away from a run.</summary>
public enum PlanFile
{
    /// <summary>The plan with its certificate, as `doorstep siting verify` reads it.</summary>
    PlanJson,
    GeoJson,
    Xlsx,

    /// <summary>One self-contained page, printable.</summary>
    Report,
    Forecast,

    /// <summary>The frozen inputs: a problem folder for the command line.</summary>
    Inputs,
}

/// <summary>A file to take away.</summary>
public sealed record TakenFile(string Name, string ContentType, byte[] Bytes);

/// <summary>A run's plan as a file. Refuses `siting.no-plan` (run), `siting.file-changed` (file), and what the shelf distrusts.</summary>
public sealed class ExportPlan(ReadSitingRun read, RunShelf shelf, RunFolder folders)
{
    /// <param name="chinese">The language of report and table headings.</param>
    public async Task<Decision<TakenFile>> Run(Actor who, long run, PlanFile file, bool chinese, CancellationToken ct)
    {
        var found = await read.Find(who, run, ct);
        if (!found.Granted)
        {
            return found.Refusal;
        }

        if (file is PlanFile.Inputs)
        {
            return await folders.Packed(run, RunFolder.Inputs, ct) is { } zip ? new TakenFile($"siting-{run}.zip", "application/zip", zip) : new Refusal("siting.inputs-lost", ("run", $"{run}"));
        }

        var shelved = await shelf.Read(found.Value, ct);
        if (!shelved.Granted)
        {
            return shelved.Refusal;
        }

        if (shelved.Value.Plan is null)
        {
            return shelved.Value.Distrust ?? new Refusal("siting.no-plan", ("run", found.Value.Name));
        }

        var left = SitingJson.Read<RunOutcome>(found.Value.Outcome!);
        return file switch
        {
            PlanFile.Xlsx => new TakenFile($"siting-{run}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Workbook(found.Value, shelved.Value, chinese)),
            PlanFile.Report when chinese => await OnDisk(run, RunFolder.Report, "text/html; charset=utf-8", left.ReportHash, ct),
            PlanFile.Report => await OnDisk(run, RunFolder.EnglishReport, "text/html; charset=utf-8", left.EnglishReportHash, ct),
            PlanFile.GeoJson => await OnDisk(run, RunFolder.Map, "application/geo+json", left.MapHash, ct),
            PlanFile.Forecast => await OnDisk(run, RunFolder.Forecast, "application/json", left.ForecastHash, ct),
            _ => await OnDisk(run, RunFolder.Plan, "application/json", left.PlanHash, ct),
        };
    }

    /// <summary>The file as the run left it: held against its hash at the moment it is handed out.</summary>
    private async Task<Decision<TakenFile>> OnDisk(long run, string name, string type, string hash, CancellationToken ct)
    {
        var file = Path.Combine(folders.Of(run), name);
        var bytes = File.Exists(file) ? await File.ReadAllBytesAsync(file, ct) : [];
        return RunFolder.HashOf(bytes) == hash ? new TakenFile($"siting-{run}-{name}", type, bytes) : new Refusal("siting.file-changed", ("file", name));
    }

    private static byte[] Workbook(SitingRunRow row, ShelvedRun shelved, bool chinese)
    {
        var view = SitingRunView.Of(SitingRunLine.Of(row), [], shelved, []);
        string T(string zh, string en) => chinese ? zh : en;
        using var bytes = new MemoryStream();
        bytes.SaveAs(new Dictionary<string, object>
        {
            [T("场所", "sites")] = view.Sites.Where(s => s.Chosen).Select(s => new Dictionary<string, object?>
            {
                [T("编码", "id")] = s.Id,
                [T("名称", "name")] = s.Name,
                [T("类别", "kind")] = s.Kind,
                [T("区", "district")] = s.District,
                [T("小区内", "inside")] = s.Inside ? 1 : 0,
                [T("经度", "lon")] = s.Longitude,
                [T("纬度", "lat")] = s.Latitude,
                [T("桩", "piles")] = string.Join(" ", s.Piles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}×{p.Value}")),
                [T("投资（元）", "cost (CNY)")] = s.CostYuan,
                ["kVA"] = s.Kva,
                [T("到达（次/小时）", "arrivals/h")] = s.Arrivals,
                [T("容量（次/小时）", "capacity/h")] = s.Capacity,
                [T("按时接上的概率", "P(wait ≤ promise)")] = s.WithinWait,
                [T("预测峰值（kW）", "forecast peak (kW)")] = s.Forecast?.PeakKilowatts.Mean,
            }),
            [T("小区", "communities")] = view.Communities.Select(c => new Dictionary<string, object?>
            {
                [T("编码", "id")] = c.Id,
                [T("名称", "name")] = c.Name,
                [T("区", "district")] = c.District,
                [T("示范场景", "first batch")] = c.FirstBatch ? 1 : 0,
                [T("无桩车辆", "vehicles without pile")] = c.Vehicles,
                [T("覆盖车辆", "vehicles served")] = c.VehiclesServed,
                [T("覆盖率", "served share")] = c.ServedShare,
                [T("平均步行（米）", "mean walk (m)")] = c.MeanWalk,
            }),
            [T("各区", "districts")] = view.Districts.Select(d => new Dictionary<string, object?>
            {
                [T("区", "district")] = d.Name,
                [T("无桩车辆", "vehicles without pile")] = d.Vehicles,
                [T("覆盖率", "served share")] = d.ServedShare,
                [T("最低小区", "least served community")] = d.LeastServed,
            }),
        });
        return bytes.ToArray();
    }
}
