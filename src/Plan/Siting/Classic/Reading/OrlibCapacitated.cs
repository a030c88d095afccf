namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>OR-Library capacitated warehouse files: `sites points`, `capacity opening` per site, then per point its demand and the cost of serving it whole from every site.</summary>
internal static class OrlibCapacitated
{
    public static LocationReading Read(NumberText text, double? capacity)
    {
        var sites = text.Whole("the number of sites", 1, 1_000_000);
        var points = text.Whole("the number of points", 1, 1_000_000);
        if (!text.Holds((long)sites * points, "costs"))
        {
            return text.Fault!;
        }

        var (capacities, opening) = (new double[sites], new double[sites]);
        for (var j = 0; j < sites && text.Sound; j++)
        {
            capacities[j] = text.NumberOr("capacity", capacity, $"the capacity of site {j + 1}", 0, 1e15);
            opening[j] = text.Number($"the opening cost of site {j + 1}", 0, 1e15);
        }

        var (demand, cost) = (new double[points], new double[(long)points * sites]);
        for (var i = 0; i < points && text.Sound; i++)
        {
            demand[i] = text.Number($"the demand of point {i + 1}", 0, 1e15);
            for (var j = 0; j < sites && text.Sound; j++)
            {
                cost[(i * sites) + j] = text.Number($"the cost of serving point {i + 1} from site {j + 1}", 0, 1e15);
            }
        }

        text.End();
        return text.Sound
            ? new LocationReading.Read(new LocationInput
            {
                Points = Numbering.From(1, points),
                Sites = Numbering.From(1, sites),
                Demand = demand,
                Opening = opening,
                Capacity = capacities,
                Reach = new Reach.Table(cost, true),
            })
            : text.Fault!;
    }
}
