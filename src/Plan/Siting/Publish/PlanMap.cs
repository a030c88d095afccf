using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Doorstep.Plan.Siting.Problem;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>A plain SVG map of a plan: communities coloured by share served, sites sized by piles, standing stations hollow.</summary>
internal static class PlanMap
{
    private static readonly HtmlEncoder Plain = HtmlEncoder.Create(UnicodeRanges.All);

    private const double Width = 1040;

    public static string Svg(SitingProblem problem, PlanDocument plan, string caption)
    {
        var points = problem.Communities.Select(c => c.Gates[0]).Concat(problem.Candidates.Select(c => c.Place)).ToList();
        if (points.Count == 0)
        {
            return "";
        }

        double west = points.Min(p => p.Longitude), east = points.Max(p => p.Longitude), south = points.Min(p => p.Latitude), north = points.Max(p => p.Latitude);
        var squeeze = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = (Width - 40) / Math.Max(1e-9, Math.Max((east - west) * squeeze, north - south));
        var height = ((north - south) * scale) + 40;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><svg viewBox=\"0 0 {Width:F0} {height:F0}\" role=\"img\" aria-label=\"{Plain.Encode(caption)}\">");
        var communities = problem.Communities.ToDictionary(c => c.Id);
        foreach (var c in plan.Communities)
        {
            Dot(communities[c.Id].Gates[0], 2 + (Math.Sqrt(c.Vehicles) / 8), $"hsl({(int)(c.ServedShare * 130)} 55% 60%)", "none", $"{communities[c.Id].Name} {c.ServedShare:P0}");
        }

        foreach (var s in problem.Stations)
        {
            Dot(s.Place, 4, "none", "#1c2530", s.Name);
        }

        var candidates = problem.Candidates.ToDictionary(c => c.Id);
        foreach (var s in plan.Sites)
        {
            Dot(candidates[s.Id].Place, 2 + Math.Sqrt(s.Piles.Values.Sum()), candidates[s.Id].Inside ? "#8e5bb5" : "#0b63b5", "#fff", $"{candidates[s.Id].Name}: {string.Join(" ", s.Piles.Select(p => $"{p.Key}×{p.Value}"))}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"</svg><figcaption class=\"sub\">{Plain.Encode(caption)}</figcaption></figure>");
        return svg.ToString();

        void Dot(GeoPoint at, double radius, string fill, string stroke, string title) => svg.Append(CultureInfo.InvariantCulture,
            $"<circle cx=\"{20 + ((at.Longitude - west) * squeeze * scale):F1}\" cy=\"{20 + ((north - at.Latitude) * scale):F1}\" r=\"{radius:F1}\" fill=\"{fill}\" stroke=\"{stroke}\"><title>{Plain.Encode(title)}</title></circle>");
    }
}
