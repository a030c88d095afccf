using CsCheck;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class LocationFileTests : IDisposable
{
    private static readonly string[] Words = ["0", "1", "2", "3", "capacity", "F", "C", "kind,id,x,y", "site,a,1,2", "-1", "1e400", "NaN", "\"", "é"];
    private static readonly string[] Gaps = [" ", "\n", ","];

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(LocationFormat.Csv, "kind,id,x,y,demand\nboth,A,0,0,1\nboth,B,1e200,0,1\n", 3, "at most 1e15 in column x")]
    [InlineData(LocationFormat.OrlibPmed, "3 2\n", 2, "p, the number of sites to open")]
    [InlineData(LocationFormat.OrlibPmed, "3 2 1\n1 2 5\n1 9 5\n", 3, "between 1 and 3")]
    [InlineData(LocationFormat.OrlibPmed, "3 2 1\n1 2 5\n2 3 far\n", 3, "length")]
    [InlineData(LocationFormat.OrlibPmed, "3 1 1\n1 2 5\n2 3 4\n", 3, "end of the file")]
    [InlineData(LocationFormat.OrlibPmed, "3 900000 1\n1 2 5\n", 1, "too short")]
    [InlineData(LocationFormat.OrlibCap, "1 1\ncapacity 10\n4 7\n", 2, "--capacity")]
    [InlineData(LocationFormat.OrlibCap, "1 1\n20 -3\n4 7\n", 2, "opening cost of site 1 between 0")]
    [InlineData(LocationFormat.OrlibCap, "2 1\n20 3\n20 3\n4 7\n", 5, "from site 2, found the end")]
    [InlineData(LocationFormat.Holmberg, "1 2\n20 3\n4 x\n7 7\n", 3, "demand of point 2")]
    [InlineData(LocationFormat.Holmberg, "99999 99999\n20 3\n", 1, "too short")]
    [InlineData(LocationFormat.CflGrid, "1\t1\nF\t0\t1\t1\t5\nX\t0\t2\t2\t3\n", 3, "expected \"C\"")]
    [InlineData(LocationFormat.CflGrid, "1\t1\nF\t4\t1\t1\t5\nC\t0\t2\t2\t3\n", 2, "number 0 of the next F row")]
    [InlineData(LocationFormat.Csv, "id,x,y\na,1,1\n", 1, "header")]
    [InlineData(LocationFormat.Csv, "", 1, "header")]
    [InlineData(LocationFormat.Csv, "kind,id,x,y\nsite,a,1,1\nplace,b,1,1\n", 3, "kind site, point, both or arc")]
    [InlineData(LocationFormat.Csv, "kind,id,x,y\nboth,a,1,1\nsite,a,1,1\n", 3, "twice")]
    [InlineData(LocationFormat.Csv, "kind,id,x,y,demand\nsite,a,1,1,\npoint,b,1,one,2\n", 3, "column y")]
    [InlineData(LocationFormat.Csv, "kind,id,x,y,demand\nsite,a,1,1,\npoint,b,1,1,-2\n", 3, "demand of at least 0")]
    [InlineData(LocationFormat.Csv, "kind,id,site,distance\nsite,a,,\npoint,b,,\narc,b,c,4\n", 4, "known point and a known site")]
    [InlineData(LocationFormat.Csv, "kind,id\nsite,a\npoint,b\n", 3, "expected x and y for \"b\"")]
    public void A_bad_file_is_refused_with_file_line_and_what_was_expected(LocationFormat format, string text, int line, string expected)
    {
        File.WriteAllText(_file, text);
        var bad = Assert.IsType<LocationReading.Unreadable>(LocationFormats.Read(_file, format));
        Assert.Contains(expected, bad.Sentence, StringComparison.Ordinal);
        Assert.Contains(_file, bad.Sentence, StringComparison.Ordinal);
        Assert.Equal(line, bad.Line);
    }

    [Fact]
    public void A_missing_file_is_refused_and_does_not_throw() =>
        Assert.Contains("cannot be opened", Assert.IsType<LocationReading.Unreadable>(LocationFormats.Read(_file + ".not", LocationFormat.Csv)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() =>
        Gen.Select(Gen.Int[0, 13].Select(k => Words[k]).Array[0, 30], Gen.Int[0, 2].Select(k => Gaps[k])).Sample((words, gap) =>
        {
            File.WriteAllText(_file, string.Join(gap, words));
            foreach (var format in LocationFormats.Names.Values)
            {
                LocationFormats.Read(_file, format, 5);
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void A_repeated_edge_replaces_the_former()
    {
        var input = Read(LocationFormat.OrlibPmed, "3 3 1\n1 2 5\n2 3 4\n2 1 9\n");
        Assert.Equal([0, 9, 13, 9, 0, 4, 13, 4, 0], ((Reach.Table)input.Reach).Values);
        Assert.Equal(1, input.Count);
    }

    [Fact]
    public void Costs_by_point_and_costs_by_site_are_told_apart()
    {
        var byPoint = Read(LocationFormat.OrlibCap, "2 3\n10 1\n20 2\n5 11 12\n6 21 22\n7 31 32\n");
        var bySite = Read(LocationFormat.Holmberg, "2 3\n10 1\n20 2\n5 6 7\n11 21 31\n12 22 32\n");
        Assert.Equal(((Reach.Table)byPoint.Reach).Values, ((Reach.Table)bySite.Reach).Values);
        Assert.Equal([5, 6, 7], bySite.Demand);
        Assert.Equal([10, 20], bySite.Capacity!);
    }

    [Fact]
    public void A_grid_file_keeps_places_costs_and_demands()
    {
        var input = Read(LocationFormat.CflGrid, "1\t2\t\nF\t0\t25.2\t11.8\t75\nC\t0\t29.3\t22.3\t87\nC\t1\t1\t2\t3\n");
        Assert.Equal([75], input.Opening!);
        Assert.Equal([87, 3], input.Demand);
        Assert.Equal(25.2, Assert.IsType<Reach.Plane>(input.Reach).SiteX[0]);
    }

    [Fact]
    public void A_csv_may_give_places_or_arcs()
    {
        var plane = Read(LocationFormat.Csv, "kind,id,x,y,demand,opening\nsite,S1,0,0,,12\npoint,甲小区,3,4,7,\n");
        Assert.Equal(["甲小区"], plane.Points);
        Assert.Equal([7], plane.Demand);
        Assert.Equal([12], plane.Opening!);
        var arcs = Read(LocationFormat.Csv, "kind,id,site,distance\nsite,S1,,\nsite,S2,,\npoint,P1,,\narc,P1,S2,420\n");
        Assert.Equal([1], Assert.IsType<Reach.Arcs>(arcs.Reach).Site);
    }

    private LocationInput Read(LocationFormat format, string text)
    {
        File.WriteAllText(_file, text);
        return Assert.IsType<LocationReading.Read>(LocationFormats.Read(_file, format)).Input;
    }
}
