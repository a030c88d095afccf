namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Holmberg single-source files: `sites points`, `capacity opening` per site, all demands, then per site the cost of serving every point whole.</summary>
internal static class HolmbergFile
{
    public static LocationReading Read(NumberText text)
    {
        var sites = text.Whole("the number of sites", 1, 1_000_000);
        var points = text.Whole("the number of points", 1, 1_000_000);
        if (!text.Holds((long)sites * points, "costs"))
        {
            return text.Fault!;
        }

        var (capacity, opening) = (new double[sites], new double[sites]);
        for (var j = 0; j < sites && text.Sound; j++)
        {
            capacity[j] = text.Number($"the capacity of site {j + 1}", 0, 1e15);
            opening[j] = text.Number($"the opening cost of site {j + 1}", 0, 1e15);
        }

        var demand = new double[points];
        for (var i = 0; i < points && text.Sound; i++)
        {
            demand[i] = text.Number($"the demand of point {i + 1}", 0, 1e15);
        }

        var cost = new double[(long)points * sites];
        for (var j = 0; j < sites && text.Sound; j++)
        {
            for (var i = 0; i < points && text.Sound; i++)
            {
                cost[(i * sites) + j] = text.Number($"the cost of serving point {i + 1} from site {j + 1}", 0, 1e15);
            }
        }

        // The published p47 carries stray numbers after its last cost, so the end is not asked for.
        return text.Sound
            ? new LocationReading.Read(new LocationInput
            {
                Points = Numbering.From(1, points),
                Sites = Numbering.From(1, sites),
                Demand = demand,
                Opening = opening,
                Capacity = capacity,
                Reach = new Reach.Table(cost, true),
            })
            : text.Fault!;
    }
}
