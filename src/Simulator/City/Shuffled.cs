namespace Doorstep.Simulator.City;

internal static class Shuffled
{
    public static T[] Of<T>(IEnumerable<T> things, Random random)
    {
        var shuffled = things.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
