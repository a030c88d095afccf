using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules.Siting;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>report.html: one self-contained page for people, Chinese or English, printable, with an SVG map and no request to anywhere.</summary>
public static class WriteReport
{
    /// <param name="forecast">What the twin foresees for this plan, if it was asked.</param>
    public static void Run(SitingProblem problem, PlanDocument plan, bool chinese, string path, PlanForecast? forecast = null) => PlanFiles.Replace(path, Html(problem, plan, chinese, forecast));

    /// <summary>The page as text.</summary>
    public static string Html(SitingProblem problem, PlanDocument plan, bool chinese, PlanForecast? forecast = null)
    {
        string T(string zh, string en) => chinese ? zh : en;
        string Kind(string kind) => Kinds.TryGetValue(kind, out var word) ? T(word.Chinese, word.English) : kind;
        var f = plan.Figures;
        var coverage = problem.Rules.Aim == Aim.MostCoverage;
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{(chinese ? "zh-Hans" : "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{E(plan.Problem)} · {T("选址方案", "Siting plan")}</title><style>{Style}</style></head><body><main>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{E(plan.Problem)}</h1><p class=\"sub\">{T("选址方案", "Siting plan")} · {T("问题指纹", "problem fingerprint")} <code>{E(plan.ProblemDigest)}</code></p>");
        if (plan.DistancesAreEstimates)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"warn\">{T($"步行距离为估算值：直线距离 × {problem.Rules.Reach.Detour}，未使用路网。", $"Walking distances are estimates: straight line × {problem.Rules.Reach.Detour}; no road network was used.")}</p>");
        }

        if (plan.Origin.Stopped != "work")
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"warn\">{(plan.Origin.Stopped == "time" ? T("计算到时限为止，结果与机器快慢有关。", "The run ended at its time limit, so the plan depends on the machine.") : T("计算由人工停止，结果与停止的时刻有关。", "The run was stopped by hand, so the plan depends on that moment."))}</p>");
        }

        page.Append("<section class=\"cards\">");
        Card(T("覆盖车辆", "vehicles served"), $"{f.VehiclesServed:N0} / {f.Vehicles:N0}", Share(f.Vehicles > 0 ? f.VehiclesServed / f.Vehicles : 1));
        Card(T("总投资（元）", "cost (CNY)"), $"{f.Cost:N0}", T($"每辆 {f.CostPerVehicle:N0} 元", $"{f.CostPerVehicle:N0} per vehicle"));
        Card(T("场所", "sites"), $"{plan.Sites.Count:N0}", string.Join(" · ", plan.Sites.SelectMany(s => s.Piles).GroupBy(p => p.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Sum(p => p.Value):N0}")));
        Card(T("示范场景", "first-batch scenarios"), $"{f.PrioritySatisfied:N0} / {f.PriorityCommunities:N0}", T("完全满足", "fully served"));
        Card(T("已证明差距", "proven gap"), f.Gap.ToString("P2", CultureInfo.InvariantCulture), T($"目标 {f.Objective:N0} · 下界 {f.Bound:N0}", $"objective {f.Objective:N0} · bound {f.Bound:N0}"));
        page.Append("</section>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{T(coverage ? "目标：预算内加权覆盖最多（未覆盖的加权车辆数，越小越好）。" : "目标：成本最低，未满足需求按价格计入。", coverage ? "Aim: most weighted coverage under the budget (objective: weighted vehicles not served)." : "Aim: least cost, unserved demand priced.")} {T($"任何方案的目标值都不可能低于下界；差距 {f.Gap:P2} 由乘子证明，可用 verify 复核。", $"No plan can have an objective below the bound; the gap of {f.Gap:P2} is proven by the multipliers and can be checked with verify.")}</p>");
        var p = plan.Promise;
        page.Append(CultureInfo.InvariantCulture, $"<p>{T($"服务承诺：高峰时等待不超过 {p.WaitMinutes} 分钟的概率不低于 {Share(p.Level)}；规划余量 {Share(problem.Rules.Service.Margin)}，即按 {Share(p.PlannedLevel)} 规划，最满的排队点为 {Share(p.Least)}。", $"Promise: at the peak P(wait ≤ {p.WaitMinutes} min) ≥ {Share(p.Level)}; with a planning margin of {Share(problem.Rules.Service.Margin)} the plan keeps {Share(p.PlannedLevel)}, its fullest queue {Share(p.Least)}.")}</p>");
        page.Append(PlanMap.Svg(problem, plan, T("地图：蓝点为新建场所（紫色在居住区内），大小为桩数；空心圆为既有站；小区由红到绿为覆盖率", "Map: blue dots are sites to build (violet inside a community), larger with more piles; hollow circles are standing stations; communities from red to green by share served")));
        Districts();
        Sites();
        if (forecast is not null)
        {
            Foreseen(forecast);
        }

        Communities();
        Parameters();
        page.Append("</main></body></html>");
        return page.ToString();

        void Card(string label, string figure, string note) =>
            page.Append(CultureInfo.InvariantCulture, $"<div><b>{E(figure)}</b><span>{E(label)}</span><small>{E(note)}</small></div>");

        void Table(string title, string[] heads, IEnumerable<string[]> rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{E(title)}</h2><table><thead><tr>");
            page.AppendJoin("", heads.Select(h => $"<th>{E(h)}</th>")).Append("</tr></thead><tbody>");
            foreach (var row in rows)
            {
                page.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{E(c)}</td>")).Append("</tr>");
            }

            page.Append("</tbody></table>");
        }

        void Districts()
        {
            var district = problem.Communities.ToDictionary(c => c.Id, c => c.District);
            Table(T("各区", "By district"), [T("区", "district"), T("车辆", "vehicles"), T("覆盖", "served"), T("最低小区", "least served community")],
                plan.Communities.GroupBy(c => district[c.Id]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (string[])
                [
                    g.Key, N(g.Sum(c => c.Vehicles)), Share(g.Sum(c => c.Vehicles) is > 0 and var all ? g.Sum(c => c.VehiclesServed) / all : 1), Share(g.Min(c => c.ServedShare)),
                ]));
        }

        void Sites()
        {
            var candidates = problem.Candidates.ToDictionary(c => c.Id);
            var promise = problem.Rules.Service;
            Table(T("建设场所", "Sites to build"),
                [T("编号", "id"), T("名称", "name"), T("类型", "kind"), T("位置", "where"), T("桩", "piles"), T("成本", "cost"), "kVA", T("到达/时", "arrivals/h"), T($"等待≤{promise.WaitMinutes}分", $"wait ≤ {promise.WaitMinutes} min")],
                plan.Sites.OrderByDescending(s => s.Cost).Select(s => (string[])
                [
                    s.Id, candidates[s.Id].Name, Kind(candidates[s.Id].Kind), candidates[s.Id].Inside ? T("居住区内", "inside") : T("居住区外", "outside"),
                    string.Join(" ", s.Piles.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}×{p.Value}")), N(s.Cost), N(s.Kva),
                    string.Join(" / ", s.Pools.Select(p => p.Arrivals.ToString("F2", CultureInfo.InvariantCulture))), Share(s.Pools.Select(p => p.WithinWait).DefaultIfEmpty(1).Min()),
                ]));
        }

        void Foreseen(PlanForecast seen)
        {
            string Around(Interval i) => $"{Share(i.Mean)} ({Share(i.Low)}–{Share(i.High)})";
            var tally = seen.Tally;
            var word = tally switch
            {
                { Confirmed: true } => T("承诺在每个场所都得到确认", "the promise is confirmed at every site"),
                { Broken: > 0 } => T($"承诺在 {tally.Broken} 个排队点落空", $"the promise is broken at {tally.Broken} queues"),
                _ => T($"{tally.Open} 个排队点尚无定论", $"{tally.Open} queues are undecided"),
            };
            page.Append(CultureInfo.InvariantCulture, $"<h2>{T("仿真预测", "Forecast by simulation")}</h2><p>{T($"每个排队点按规划高峰负荷持续运行，重复到有定论为止：{tally.Queues} 个排队点中 {tally.Kept} 个确认等待 ≤ {seen.PromiseMinutes} 分钟的概率不低于 {seen.Level:P0}，{tally.Broken} 个未达到，{tally.Open} 个未定；{word}（全部结论同时成立的把握为 95 %）。全部车主高峰按时率 {Around(seen.AtPeak)}。平日（随到随充）：按时率 {Around(seen.InTime)}，离开率 {Around(seen.TurnedAway)}。", $"Every queue held at its planned peak and simulated until it is decided: {tally.Kept} of {tally.Queues} queues keep P(wait ≤ {seen.PromiseMinutes} min) ≥ {seen.Level:P0} beyond doubt, {tally.Broken} miss it, {tally.Open} are undecided; {word} (all verdicts hold together with 95 % confidence). Of all drivers at the peak {Around(seen.AtPeak)} are in time. Ordinary days with walk-ins: in time {Around(seen.InTime)}, turned away {Around(seen.TurnedAway)}.")}</p>");
            var held = seen.Promise.GroupBy(p => p.Place).ToDictionary(g => g.Key, g => g.MinBy(p => p.Within.Low)!);
            Table(T("各站预测（平日）", "Forecast by station (ordinary days)"),
                [T("编号", "id"), T("高峰承诺", "promise at peak"), T("车次/日", "drivers/day"), T("平均等待（分）", "mean wait (min)"), T("P95（分）", "P95 (min)"), T("离开率", "turned away"), T("电量/日（kWh）", "kWh/day"), T("最大负荷/容量（kW）", "peak / grid (kW)")],
                seen.Places.Where(p => p.Queues.Sum(q => q.ArrivalsPerDay.Mean) > 0).Select(p => (string[])
                [
                    p.Place, held.TryGetValue(p.Place, out var worst) ? Around(worst.Within) : "—", N(p.Queues.Sum(q => q.ArrivalsPerDay.Mean)), Each(p, q => q.MeanWait.Mean), Each(p, q => q.WaitP95),
                    string.Join(" / ", p.Queues.Select(q => Share(q.TurnedAway.Mean))), N(p.KwhPerDay.Mean), $"{N(p.PeakKilowatts.Mean)} / {(p.GridKilowatts is { } grid ? N(grid) : "—")}",
                ]));
            var a = seen.Assumptions;
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{T($"假设：{a.Replications} 次独立重复，各 {a.Days} 天，种子 {a.Seed}；充电时间变异系数 {a.Spread}；占位占 {a.OverstayShare:P0}；每次充电 {a.SessionKilowattHours} kWh；平均可接受等待 {a.PatienceMinutes} 分钟。", $"Assumed: {a.Replications} independent replications of {a.Days} days, seed {a.Seed}; coefficient of variation of charging times {a.Spread}; overstay {a.OverstayShare:P0} of the occupied time; {a.SessionKilowattHours} kWh per session; patience {a.PatienceMinutes} min.")}</p>");

            static string Each(PlaceForecast p, Func<QueueForecast, double> of) => string.Join(" / ", p.Queues.Select(q => of(q).ToString("F1", CultureInfo.InvariantCulture)));
        }

        void Communities()
        {
            var communities = problem.Communities.ToDictionary(c => c.Id);
            Table(T("居住区", "Communities"), [T("编号", "id"), T("名称", "name"), T("区", "district"), T("示范场景", "scenario"), T("无私桩车辆", "vehicles without a pile"), T("覆盖", "served"), T("平均步行（米）", "mean walk (m)")],
                plan.Communities.OrderBy(c => c.ServedShare).ThenByDescending(c => c.Vehicles).Select(c => (string[])
                [
                    c.Id, communities[c.Id].Name, communities[c.Id].District, c.Priority ? T("是", "yes") : "", N(c.Vehicles), Share(c.ServedShare), c.ServedShare > 0 ? N(c.MeanWalk) : "—",
                ]));
        }

        void Parameters()
        {
            var r = problem.Rules;
            Table(T("参数与来源", "Parameters and sources"), [T("参数", "parameter"), T("来源", "source"), T("日期", "date")],
                r.Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (string[])[s.Key, s.Value.Source, s.Value.Date]));
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{T("种子", "seed")} {plan.Origin.Seed} · {T("工作量", "work")} {E(plan.Origin.Work)} · {plan.Origin.Seconds:F1} s</p>");
        }
    }

    // Chinese stays readable in the source of the page; only what HTML means is escaped.
    private static readonly HtmlEncoder Plain = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The pilot policy's kinds of places (section 二 item 3) as words; a folder may name others, which stay as they are.</summary>
    private static readonly Dictionary<string, (string Chinese, string English)> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SiteKind.Other)] = ("其他场所", "other"),
        [nameof(SiteKind.PublicBuildingCarPark)] = ("公建配建停车场", "public-building car park"),
        [nameof(SiteKind.SocialCarPark)] = ("社会公共停车场", "social car park"),
        [nameof(SiteKind.ParkAndRide)] = ("P+R 停车场", "park and ride"),
        [nameof(SiteKind.InsideCommunity)] = ("居住区内公共场所", "inside a community"),
        [nameof(SiteKind.CornerLand)] = ("边角空地", "corner land"),
        [nameof(SiteKind.ShopFront)] = ("底商门前", "shop front"),
        [nameof(SiteKind.Kerbside)] = ("路侧停车场", "kerbside"),
        [nameof(SiteKind.PetrolStation)] = ("加油站", "petrol station"),
    };

    private const string Style = "body{font:15px/1.55 system-ui,'Noto Sans SC','Microsoft YaHei',sans-serif;color:#1c2530;background:#fff;margin:0}main{max-width:1080px;margin:auto;padding:24px}h1{margin:0}h2{margin:32px 0 8px}"
        + ".sub{color:#56616e;margin:4px 0 16px}.warn{background:#fff4d6;border-left:4px solid #b97a00;padding:8px 12px}.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:12px;margin:20px 0}"
        + ".cards div{border:1px solid #d7dde4;border-radius:10px;padding:12px}.cards b{display:block;font-size:22px}.cards span,.cards small{display:block;color:#56616e}table{border-collapse:collapse;width:100%;font-size:13px}"
        + "th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #e4e8ed}thead th{background:#f4f6f8;position:sticky;top:0}figure{margin:0}svg{width:100%;height:auto;border:1px solid #d7dde4;border-radius:10px}@page{margin:14mm}@media print{main{padding:0;max-width:none}thead{display:table-header-group}thead th{position:static}tr,.cards div,figure{break-inside:avoid}h2{break-after:avoid}svg{max-height:120mm}td:first-child{white-space:nowrap}}";

    private static string E(string text) => Plain.Encode(text);

    private static string N(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("P1", CultureInfo.InvariantCulture);
}
