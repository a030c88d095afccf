using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>Which places share a row: the graph along which regions grow.</summary>
internal sealed class Neighbourhood
{
    public Neighbourhood(SitingModel model)
    {
        Of = new int[model.PlaceCount][];
        Parallel.For(0, (model.PlaceCount + 255) / 256, b =>
        {
            List<int> near = [];
            for (var j = b * 256; j < Math.Min(model.PlaceCount, (b + 1) * 256); j++)
            {
                near.Clear();
                for (var a = model.Arcs.Start[j * model.PoolCount]; a < model.Arcs.Start[(j + 1) * model.PoolCount]; a++)
                {
                    var r = model.Arcs.Row[a];
                    for (var i = model.Arcs.RowStart[r]; i < model.Arcs.RowStart[r + 1]; i++)
                    {
                        near.Add(model.Arcs.Place[model.Arcs.RowArc[i]]);
                    }
                }

                near.Sort();
                Of[j] = [.. near.Distinct().Where(n => n != j)];
            }
        });
    }

    public int[][] Of { get; }
}
