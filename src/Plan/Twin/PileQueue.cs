using System.Numerics;

namespace Doorstep.Plan.Twin;

/// <summary>The piles of one class at a station and who waits for them; free piles are given out strongest first.</summary>
internal sealed class PileQueue
{
    private readonly ulong[] free;

    private readonly double meanOccupied;

    private int freeCount;

    public PileQueue(TwinPool pool)
    {
        Piles = [.. pool.Piles.OrderByDescending(p => p.Kilowatts)];
        free = new ulong[(Piles.Length + 63) / 64];
        for (var pile = 0; pile < Piles.Length; pile++)
        {
            free[pile >> 6] |= 1UL << (pile & 63);
        }

        freeCount = Piles.Length;
        meanOccupied = Piles.Length == 0 ? 0 : Piles.Average(p => p.OccupiedMinutes);
    }

    public TwinPile[] Piles { get; }

    public Queue<Driver> Waiting { get; } = new();

    public PoolView View => new(Piles.Length, Piles.Length - freeCount, Waiting.Count, meanOccupied);

    /// <summary>The strongest free pile, or −1.</summary>
    public int TakeFree()
    {
        for (var word = 0; word < free.Length; word++)
        {
            if (free[word] != 0)
            {
                var bit = BitOperations.TrailingZeroCount(free[word]);
                free[word] &= free[word] - 1;
                freeCount--;
                return (word << 6) + bit;
            }
        }

        return -1;
    }

    public void GiveBack(int pile)
    {
        free[pile >> 6] |= 1UL << (pile & 63);
        freeCount++;
    }
}
