namespace Doorstep.Plan.Twin;

/// <summary>What happens next in a replication: a driver of a stream arrives, a car is full, a car leaves its pile.</summary>
internal enum Happens : byte
{
    Arrival,
    Full,
    Leave,
}

/// <param name="Subject">The stream of an arrival; the pool's number otherwise.</param>
/// <param name="Kilowatts">Power that a full car no longer takes.</param>
internal readonly record struct Happening(double At, Happens Kind, int Subject, int Pile, double Kilowatts);

/// <summary>Happenings in order of time: a heap of four children that moves values instead of allocating them; equal times come in the order they were put in.</summary>
internal sealed class Agenda
{
    private (double At, long Number, int Slot)[] heap = new (double, long, int)[256];

    private Happening[] slots = new Happening[256];

    private int[] free = new int[256];

    private int count;

    private int freed;

    private int used;

    private long number;

    public void Put(in Happening happening)
    {
        if (count == heap.Length)
        {
            Array.Resize(ref heap, 2 * count);
            Array.Resize(ref slots, 2 * count);
            Array.Resize(ref free, 2 * count);
        }

        var slot = freed > 0 ? free[--freed] : used++;
        slots[slot] = happening;
        var entry = (happening.At, number++, slot);
        var at = count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (!Before(entry, heap[parent]))
            {
                break;
            }

            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = entry;
    }

    public bool TryTake(out Happening happening)
    {
        if (count == 0)
        {
            happening = default;
            return false;
        }

        var slot = heap[0].Slot;
        happening = slots[slot];
        free[freed++] = slot;
        var last = heap[--count];
        var at = 0;
        while (true)
        {
            var child = (at << 2) + 1;
            if (child >= count)
            {
                break;
            }

            var least = child;
            for (var other = child + 1; other < Math.Min(child + 4, count); other++)
            {
                if (Before(heap[other], heap[least]))
                {
                    least = other;
                }
            }

            if (!Before(heap[least], last))
            {
                break;
            }

            heap[at] = heap[least];
            at = least;
        }

        heap[at] = last;
        return true;
    }

    private static bool Before(in (double At, long Number, int Slot) a, in (double At, long Number, int Slot) b) => a.At < b.At || (a.At == b.At && a.Number < b.Number);
}
