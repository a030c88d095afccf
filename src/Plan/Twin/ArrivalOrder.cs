namespace Doorstep.Plan.Twin;

/// <summary>Streams in the order of their next driver; the first is moved back when its next driver is known, which is one sift instead of two.</summary>
internal sealed class ArrivalOrder
{
    private readonly Turn[] heap;

    private int count;

    /// <param name="times">Time of each stream's first driver; infinity for none.</param>
    public ArrivalOrder(IReadOnlyList<double> times)
    {
        heap = [.. times.Select((at, stream) => new Turn(at, stream)).Where(t => double.IsFinite(t.At)).OrderBy(t => t.At).ThenBy(t => t.Stream)];
        count = heap.Length;
    }

    /// <summary>The stream whose driver comes next, −1 when nobody comes any more.</summary>
    public int First => count == 0 ? -1 : heap[0].Stream;

    /// <summary>The first stream's next driver comes at that time; infinity when it has no more.</summary>
    public void Put(double at)
    {
        var moving = new Turn(at, heap[0].Stream);
        if (double.IsPositiveInfinity(at))
        {
            moving = heap[--count];
        }

        var hole = 0;
        while (true)
        {
            var least = (hole << 2) + 1;
            if (least >= count)
            {
                break;
            }

            var end = Math.Min(least + 4, count);
            for (var other = least + 1; other < end; other++)
            {
                if (Before(heap[other], heap[least]))
                {
                    least = other;
                }
            }

            if (!Before(heap[least], moving))
            {
                break;
            }

            heap[hole] = heap[least];
            hole = least;
        }

        heap[hole] = moving;
    }

    private static bool Before(in Turn a, in Turn b) => a.At < b.At || (a.At == b.At && a.Stream < b.Stream);

    private readonly record struct Turn(double At, int Stream);
}
