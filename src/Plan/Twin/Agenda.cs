namespace Doorstep.Plan.Twin;

/// <summary>What will happen at a station: a car is full (it stops taking <see cref="Kilowatts"/>), or leaves its pile (kilowatts below 0).</summary>
internal readonly record struct Happening(double At, int Pool, int Pile, double Kilowatts)
{
    public bool IsLeaving => Kilowatts < 0;
}

/// <summary>Happenings of one station in order of time: a heap of four children that moves values instead of allocating them; equal times come in the order they were put in.</summary>
internal sealed class Agenda
{
    private Entry[] heap = new Entry[32];

    private int count;

    private long number;

    /// <summary>Time of the first; infinity when there is none.</summary>
    public double Next => count == 0 ? double.PositiveInfinity : heap[0].At;

    public void Put(in Happening happening)
    {
        if (count == heap.Length)
        {
            Array.Resize(ref heap, 2 * count);
        }

        var (when, order) = (happening.At, number++);
        var at = count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (!Before(when, order, heap[parent]))
            {
                break;
            }

            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = new(when, order, happening);
    }

    /// <summary>Takes the first; there must be one.</summary>
    public Happening Take()
    {
        var first = heap[0].What;
        ref var last = ref heap[--count];
        var at = 0;
        while (true)
        {
            var least = (at << 2) + 1;
            if (least >= count)
            {
                break;
            }

            var end = Math.Min(least + 4, count);
            for (var other = least + 1; other < end; other++)
            {
                if (Before(heap[other].At, heap[other].Number, heap[least]))
                {
                    least = other;
                }
            }

            if (!Before(heap[least].At, heap[least].Number, last))
            {
                break;
            }

            heap[at] = heap[least];
            at = least;
        }

        heap[at] = last;
        return first;
    }

    private static bool Before(double at, long number, in Entry other) => at < other.At || (at == other.At && number < other.Number);

    private readonly record struct Entry(double At, long Number, Happening What);
}
