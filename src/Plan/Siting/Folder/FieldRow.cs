using System.Globalization;
using Doorstep.Rules;

namespace Doorstep.Plan.Siting.Folder;

/// <summary>One row of a CSV or one feature of a GeoJSON file: its number, its fields by name, its points and its boundary.</summary>
internal sealed class FieldRow(FaultList faults, string file, int number, IReadOnlyDictionary<string, string> fields)
{
    public IReadOnlyList<(double Longitude, double Latitude)> Points { get; init; } = [];

    /// <summary>Rings of a polygon, outer ones and holes alike; empty where the row has none.</summary>
    public IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>> Rings { get; init; } = [];

    public string File => file;

    public int Number => number;

    public IEnumerable<string> Names => fields.Keys;

    public void Fault(string sentence, string chinese) => faults.Add(file, number, sentence, chinese);

    public void Warn(string sentence, string chinese) => faults.Warn(file, number, sentence, chinese);

    public string Text(string name, string otherwise = "") => fields.TryGetValue(name, out var text) && text.Length > 0 ? text : otherwise;

    public string Id()
    {
        var id = Text("id").Trim();
        if (id.Length == 0)
        {
            Fault("the id is empty; give every row its own id.", "编号是空的；请给每一行一个编号。");
        }

        return id;
    }

    public bool Has(string name) => Text(name).Length > 0;

    /// <summary>A finite number of at least 0; a fault and 0 otherwise.</summary>
    public double Amount(string name, double? otherwise = null)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            if (otherwise is null)
            {
                Fault($"{name} is missing; write a number of at least 0.", $"{name} 没有填；请填不小于 0 的数。");
            }

            return otherwise ?? 0;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            Fault($"{name} is '{text}', which is not a number; write it with a point and without units.", $"{name} 是“{text}”，不是数；请用小数点书写，不带单位。");
            return 0;
        }

        if (value < 0)
        {
            Fault($"{name} is {text}, below zero; write a number of at least 0.", $"{name} 是 {text}，小于零；请填不小于 0 的数。");
            return 0;
        }

        return value;
    }

    /// <summary>A whole number of at least 0, at most ten million.</summary>
    public int Count(string name, int? otherwise = null)
    {
        var value = Amount(name, otherwise);
        if (value > 10_000_000)
        {
            Fault($"{name} is {value:0}, which no place has; check the column.", $"{name} 是 {value:0}，没有这样的地方；请检查这一列。");
            return 0;
        }

        if (value != Math.Floor(value))
        {
            Fault($"{name} is {Text(name)}, not a whole number; counts are whole.", $"{name} 是 {Text(name)}，不是整数；数量应为整数。");
            return 0;
        }

        return (int)value;
    }

    public bool? Flag(string name)
    {
        switch (Text(name).Trim().ToLowerInvariant())
        {
            case "":
                return null;
            case "1" or "true" or "yes" or "是":
                return true;
            case "0" or "false" or "no" or "否":
                return false;
            default:
                Fault($"{name} is '{Text(name)}'; write true or false.", $"{name} 是“{Text(name)}”；请填 true 或 false。");
                return null;
        }
    }

    /// <summary>The single place of the row: its point geometry, or its columns lon and lat.</summary>
    public GeoPoint? Place(Func<(double, double), GeoPoint> toWgs84)
    {
        if (Points.Count == 1)
        {
            return Checked(Points[0]) ? toWgs84(Points[0]) : null;
        }

        if (!Has("lon") || !Has("lat"))
        {
            Fault("it has no place; give a point geometry or the columns lon and lat.", "没有位置；请给出点，或填 lon 和 lat 两列。");
            return null;
        }

        var point = (Signed("lon"), Signed("lat"));
        return Checked(point) ? toWgs84(point) : null;
    }

    public bool Checked((double Longitude, double Latitude) point)
    {
        if (double.IsFinite(point.Longitude) && double.IsFinite(point.Latitude) && Math.Abs(point.Longitude) <= 180 && Math.Abs(point.Latitude) <= 85)
        {
            return true;
        }

        Fault($"({point.Longitude}, {point.Latitude}) is no place in degrees; longitude comes first, metres must be converted.", $"（{point.Longitude}, {point.Latitude}）不是以度表示的位置；经度在前，以米为单位的坐标要先换算。");
        return false;
    }

    private double Signed(string name)
    {
        if (double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Fault($"{name} is '{Text(name)}', which is not a number; write degrees with a point.", $"{name} 是“{Text(name)}”，不是数；请用小数点写度数。");
        return double.NaN;
    }
}

/// <summary>Faults and warnings as they are found.</summary>
internal sealed class FaultList
{
    public List<ProblemFault> Faults { get; } = [];

    public List<ProblemFault> Warnings { get; } = [];

    public void Add(string file, int row, string sentence, string? chinese = null) => Faults.Add(new(file, row, sentence) { Chinese = chinese });

    /// <summary>A fault whose words are found in any language under its code.</summary>
    public void Refuse(string file, Refusal why) => Faults.Add(new(file, 0, why.ToString()) { Conflict = why });

    public void Warn(string file, int row, string sentence, string? chinese = null) => Warnings.Add(new(file, row, sentence) { Chinese = chinese });
}
