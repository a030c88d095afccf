using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Rules.People;

/// <summary>A car's number plate: province, letter, five or six letters or digits (GA 36-2018), without spaces or dots.</summary>
public static partial class PlateNumber
{
    /// <summary>Normalised; refuses `vehicle.plate`.</summary>
    public static Decision<string> Parse(string? typed)
    {
        var plate = (typed ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal)
            .Replace("·", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return Shape().IsMatch(plate) ? plate : new Refusal("vehicle.plate");
    }

    /// <summary>A vehicle identification number of seventeen digits and letters but I, O, Q (GB 16735); null for none. Refuses `vehicle.vin`.</summary>
    public static Decision<string?> ParseVin(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (string?)null;
        }

        var vin = typed.Trim().ToUpperInvariant();
        return VinShape().IsMatch(vin) ? vin : new Refusal("vehicle.vin");
    }

    [GeneratedRegex("^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$", RegexOptions.None, 100)]
    private static partial Regex Shape();

    [GeneratedRegex("^[A-HJ-NPR-Z0-9]{17}$", RegexOptions.None, 100)]
    private static partial Regex VinShape();
}
