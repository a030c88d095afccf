using System.Globalization;

namespace Doorstep.SitingBench;

/// <summary>Writes a covering instance in the published format: places uniform in a square, whole demands and costs uniform in a range.
/// The stream of random numbers is the additive feedback generator of the GNU C library, so that a seed gives the published instance of that seed.</summary>
internal static class CoveringGridFile
{
    public static void Write(TextWriter to, int[] numbers)
    {
        var (sites, points, side) = (numbers[0], numbers[1], numbers[7]);
        var chance = new AdditiveFeedback(numbers[6]);
        double Coordinate() => chance.Next() / (double)int.MaxValue * side;
        int Between(int low, int high) => (chance.Next() % (high - low + 1)) + low;
        var places = Enumerable.Range(0, sites + points).Select(_ => (X: Coordinate(), Y: Coordinate())).ToList();
        var costs = Enumerable.Range(0, sites).Select(_ => Between(numbers[4], numbers[5])).ToList();
        var demands = Enumerable.Range(0, points).Select(_ => Between(numbers[2], numbers[3])).ToList();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sites}\t{points}\t"));
        for (var k = 0; k < places.Count; k++)
        {
            var (letter, number, value) = k < sites ? ('F', k, costs[k]) : ('C', k - sites, demands[k - sites]);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{letter}\t{number}\t{places[k].X:F6}\t{places[k].Y:F6}\t{value}"));
        }
    }

    private sealed class AdditiveFeedback
    {
        private readonly uint[] _state = new uint[34];
        private int _at;

        public AdditiveFeedback(int seed)
        {
            long word = seed == 0 ? 1 : seed;
            _state[0] = (uint)word;
            for (var k = 1; k < 31; k++)
            {
                word = 16807 * word % int.MaxValue;
                _state[k] = (uint)(word < 0 ? word + int.MaxValue : word);
            }

            for (var k = 31; k < 34; k++)
            {
                _state[k] = _state[k - 31];
            }

            _at = 34;
            for (var k = 0; k < 310; k++)
            {
                Next();
            }
        }

        public int Next()
        {
            // x(n) = x(n−3) + x(n−31) modulo 2³², the lowest bit dropped.
            var next = unchecked(_state[(_at - 3) % 34] + _state[(_at - 31) % 34]);
            _state[_at++ % 34] = next;
            return (int)(next >> 1);
        }
    }
}
