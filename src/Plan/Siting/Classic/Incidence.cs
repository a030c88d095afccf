namespace Doorstep.Plan.Siting.Classic;

/// <summary>Which items belong to which row, in compressed rows with ascending items.</summary>
internal sealed class Incidence
{
    private readonly int[] _start;
    private readonly int[] _item;

    private Incidence(int[] start, int[] item) => (_start, _item) = (start, item);

    public int Rows => _start.Length - 1;
    public int Arcs => _item.Length;
    public ReadOnlySpan<int> this[int row] => _item.AsSpan(_start[row], _start[row + 1] - _start[row]);

    public static Incidence From(IReadOnlyList<IReadOnlyCollection<int>> rows)
    {
        var start = new int[rows.Count + 1];
        for (var r = 0; r < rows.Count; r++)
        {
            start[r + 1] = start[r] + rows[r].Count;
        }

        var item = new int[start[^1]];
        for (var r = 0; r < rows.Count; r++)
        {
            var at = start[r];
            foreach (var i in rows[r])
            {
                item[at++] = i;
            }

            item.AsSpan(start[r], start[r + 1] - start[r]).Sort();
        }

        return new Incidence(start, item);
    }

    public Incidence Turned(int columns)
    {
        var start = new int[columns + 1];
        foreach (var i in _item)
        {
            start[i + 1]++;
        }

        for (var c = 0; c < columns; c++)
        {
            start[c + 1] += start[c];
        }

        var (next, item) = ((int[])start.Clone(), new int[_item.Length]);
        for (var r = 0; r < Rows; r++)
        {
            foreach (var i in this[r])
            {
                item[next[i]++] = r;
            }
        }

        return new Incidence(start, item);
    }
}
