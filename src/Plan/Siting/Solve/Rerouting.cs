using Doorstep.Plan.Siting.Model;

namespace Doorstep.Plan.Siting.Solve;

/// <summary>
/// Serves people by passing others on: along chains of full places and rows they share, to a place with room or to a row that counts
/// for less. It is what lets a place do with a pile less while nobody goes unserved.
/// </summary>
internal sealed class Rerouting(Assignment plan)
{
    private readonly SitingModel model = plan.Model;
    private readonly int[] placeStamp = new int[plan.Model.PlaceCount];
    private readonly int[] placeArc = new int[plan.Model.PlaceCount];
    private readonly int[] rowStamp = new int[plan.Model.RowCount];
    private readonly int[] rowArc = new int[plan.Model.RowCount];
    private readonly int[] queue = new int[plan.Model.RowCount];
    private const int FarEnough = 48;

    private readonly List<(int Row, double Amount)> cut = [];
    private int stamp;

    /// <summary>Serves as much of a row as chains allow.</summary>
    public void Absorb(int row)
    {
        while (plan.Unserved[row] > Assignment.Trifle)
        {
            var (place, lesser) = Reach(row);
            if ((place < 0 && lesser < 0) || Push(row, place, lesser) <= 0)
            {
                return;
            }
        }
    }

    /// <summary>Puts a place at a smaller configuration (−1: closed) with its overflow passed on; keeps it only when the steered objective falls.</summary>
    public bool TryShrink(int place, int config)
    {
        var before = plan.Steered;
        var mark = plan.Mark;
        plan.Choose(place, config);
        cut.Clear();
        var pending = 0.0;
        for (var p = 0; p < model.PoolCount; p++)
        {
            var slot = (place * model.PoolCount) + p;
            var over = plan.Used(place, p) - (config < 0 ? 0 : model.CapacityOf(place, config, p));
            for (var a = model.Arcs.Start[slot]; a < model.Arcs.Start[slot + 1] && over > 0; a++)
            {
                var x = Math.Min(over, plan.Served[a]);
                if (x > 0)
                {
                    plan.Serve(a, plan.Served[a] - x);
                    over -= x;
                    cut.Add((model.Arcs.Row[a], x));
                    pending += x * plan.Steering.RowValue[model.Arcs.Row[a]];
                }
            }
        }

        // Once those who found no other place outweigh what is saved, the rest need not be asked.
        for (var i = 0; i < cut.Count && plan.Steered - pending < before - 1e-6; i++)
        {
            Absorb(cut[i].Row);
            pending -= cut[i].Amount * plan.Steering.RowValue[cut[i].Row];
        }

        if (plan.Steered < before - 1e-6)
        {
            return true;
        }

        plan.UndoTo(mark);
        return false;
    }

    /// <summary>Breadth first from a row to the nearest place with room; failing that, the reached row that counts least, if it counts for less.</summary>
    private (int Place, int Lesser) Reach(int row)
    {
        stamp++;
        int head = 0, tail = 0;
        queue[tail++] = row;
        rowStamp[row] = stamp;
        var pool = model.Rows.Pool[row];
        var value = plan.Steering.RowValue;
        var lesser = -1;
        while (head < tail && tail < FarEnough)
        {
            var r = queue[head++];
            for (var i = model.Arcs.RowStart[r]; i < model.Arcs.RowStart[r + 1]; i++)
            {
                var a = model.Arcs.RowArc[i];
                var j = model.Arcs.Place[a];
                if (placeStamp[j] == stamp || plan.Config[j] < 0)
                {
                    continue;
                }

                placeStamp[j] = stamp;
                placeArc[j] = a;
                if (plan.Room(j, pool) > Assignment.Trifle)
                {
                    return (j, -1);
                }

                var slot = (j * model.PoolCount) + pool;
                for (var b = model.Arcs.Start[slot]; b < model.Arcs.Start[slot + 1]; b++)
                {
                    var next = model.Arcs.Row[b];
                    if (plan.Served[b] > Assignment.Trifle && rowStamp[next] != stamp)
                    {
                        rowStamp[next] = stamp;
                        rowArc[next] = b;
                        queue[tail++] = next;
                        if (value[next] < value[row] * (1 - 1e-6) && (lesser < 0 || value[next] < value[lesser]))
                        {
                            lesser = next;
                        }
                    }
                }
            }
        }

        return (-1, lesser);
    }

    private double Push(int row, int place, int lesser)
    {
        var most = plan.Unserved[row];
        if (place >= 0)
        {
            most = Math.Min(most, plan.Room(place, model.Rows.Pool[row]));
        }

        var end = place >= 0 ? model.Arcs.Row[placeArc[place]] : lesser;
        for (var r = end; r != row; r = model.Arcs.Row[placeArc[model.Arcs.Place[rowArc[r]]]])
        {
            most = Math.Min(most, plan.Served[rowArc[r]]);
        }

        if (most <= 0)
        {
            return 0;
        }

        for (var r = end; r != row; r = model.Arcs.Row[placeArc[model.Arcs.Place[rowArc[r]]]])
        {
            var back = rowArc[r];
            var forward = placeArc[model.Arcs.Place[back]];
            plan.Serve(back, plan.Served[back] - most);
            plan.Serve(forward, plan.Served[forward] + most);
        }

        if (place >= 0)
        {
            plan.Serve(placeArc[place], plan.Served[placeArc[place]] + most);
        }

        return most;
    }
}
