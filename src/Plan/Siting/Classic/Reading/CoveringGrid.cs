namespace Doorstep.Plan.Siting.Classic.Reading;

/// <summary>Cordeau–Furini–Ljubić covering files: `sites points`, then `F number x y opening` per site and `C number x y demand` per point; numbers start at 0.</summary>
internal static class CoveringGrid
{
    public static LocationReading Read(NumberText text)
    {
        var sites = text.Whole("the number of sites", 1, 50_000_000);
        var points = text.Whole("the number of points", 1, 50_000_000);
        if (!text.Holds(5L * ((long)sites + points), "words of rows"))
        {
            return text.Fault!;
        }

        var (siteX, siteY, opening) = Rows(text, "F", sites, "opening cost");
        var (pointX, pointY, demand) = Rows(text, "C", points, "demand");
        text.End();
        return text.Sound
            ? new LocationReading.Read(new LocationInput
            {
                Points = Numbering.From(0, points),
                Sites = Numbering.From(0, sites),
                Demand = demand,
                Opening = opening,
                Reach = new Reach.Plane(pointX, pointY, siteX, siteY),
            })
            : text.Fault!;
    }

    private static (double[] X, double[] Y, double[] Value) Rows(NumberText text, string letter, int count, string value)
    {
        var (x, y, v) = (new double[count], new double[count], new double[count]);
        for (var k = 0; k < count && text.Sound; k++)
        {
            text.Expect(letter);
            text.Whole($"the number {k} of the next {letter} row", k, k);
            x[k] = text.Number("an x", -1e12, 1e12);
            y[k] = text.Number("a y", -1e12, 1e12);
            v[k] = text.Number($"the {value} of {letter} {k}", 0, 1e15);
        }

        return (x, y, v);
    }
}
