using System.Text.Json;
using Doorstep.Rules;

namespace Doorstep.Simulator.City;

/// <summary>Ezhou's real divisions: the city, three districts, 28 streets and towns, by their official codes.</summary>
public static class CityDivisions
{
    public static IReadOnlyList<DivisionDraft> Read()
    {
        using var file = Embedded.Open("divisions.json");
        var city = Division(file.RootElement.GetProperty("city"), null);
        var divisions = new List<DivisionDraft> { city };
        foreach (var entry in file.RootElement.GetProperty("districts").EnumerateArray())
        {
            var district = Division(entry.GetProperty("division"), city.Code);
            divisions.Add(district);
            divisions.AddRange(entry.GetProperty("streets").EnumerateArray().Select(street => Division(street, district.Code)));
        }

        return divisions;
    }

    private static DivisionDraft Division(JsonElement line, string? parent) => new(line[0].GetString()!, line[1].GetString()!, line[2].GetString()!, parent);
}
