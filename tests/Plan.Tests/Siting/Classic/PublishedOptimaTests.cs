using Doorstep.Plan.Siting.Classic;
using Doorstep.Plan.Siting.Classic.Reading;

namespace Doorstep.Plan.Tests.Siting.Classic;

public sealed class PublishedOptimaTests
{
    [Theory]
    [InlineData("pmed1.txt", 5819)]
    [InlineData("pmed6.txt", 7824)]
    [InlineData("pmed11.txt", 7696)]
    public void Published_medians_are_reached_and_proven(string file, double optimum) =>
        Proven(new LocationQuestion(LocationModel.PMedian), LocationFormat.OrlibPmed, optimum, "pmed", file);

    [Theory]
    [InlineData("pmed1.txt", 127)]
    [InlineData("pmed6.txt", 84)]
    public void Published_centres_are_reached_and_proven(string file, double optimum) =>
        Proven(new LocationQuestion(LocationModel.PCentre), LocationFormat.OrlibPmed, optimum, "pmed", file);

    [Fact]
    public void Published_warehouses_are_reached_and_proven() =>
        Proven(new LocationQuestion(LocationModel.Cfl), LocationFormat.OrlibCap, 932615.75, "cflp_orlib", "cap71.txt");

    [Fact]
    public void Published_limited_warehouses_are_reached_and_proven() =>
        Proven(new LocationQuestion(LocationModel.Cfl, Capacity: 14000), LocationFormat.OrlibCap, 17160439.012, "cflp_orlib", "capa.txt");

    [Theory]
    [InlineData("p1", 8848)]
    [InlineData("p47", 6228)]
    public void Published_single_source_plans_are_reached_and_proven(string file, double optimum) =>
        Proven(new LocationQuestion(LocationModel.Sscfl), LocationFormat.Holmberg, optimum, "sscflp", "Lib_2", file);

    [Fact]
    public void A_file_that_leaves_its_capacity_open_asks_for_it()
    {
        var answer = SolveClassic.Run(new LocationQuestion(LocationModel.Cfl), SharedInstances.Path("cflp_orlib", "capa.txt"), LocationFormat.OrlibCap, new SolveLimits(), null, CancellationToken.None);
        Assert.Contains("--capacity", Assert.IsType<ClassicAnswer.Refused>(answer).Sentence, StringComparison.Ordinal);
    }

    private static void Proven(LocationQuestion question, LocationFormat format, double optimum, params string[] file)
    {
        var answer = SolveClassic.Run(question, SharedInstances.Path(file), format, new SolveLimits(), null, TestContext.Current.CancellationToken);
        var plan = Assert.IsType<ClassicAnswer.Solved>(answer).Plan;
        Assert.Equal(PlanStatus.Optimal, plan.Status);
        Assert.Equal(optimum, plan.Objective, 0.002);
    }
}
