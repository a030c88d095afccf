namespace Doorstep.Plan.Siting.Classic.Allocation;

/// <summary>How long an ascent may go on.</summary>
internal readonly record struct AscentLimits(int Steps, int Patience, double Pace);

/// <summary>Subgradient ascent (Camerini, Fratta and Maffioli's deflected direction, Polyak's step) on the allocation dual.</summary>
internal sealed class Ascent(AllocationProblem problem, AllocationDual dual, SearchCourse course)
{
    private readonly double[] _u = new double[problem.Points];
    private readonly double[] _direction = new double[problem.Points];

    /// <summary>Best value found.</summary>
    public double Bound { get; private set; }

    /// <summary>Multipliers of the best value.</summary>
    public double[] Best { get; } = new double[problem.Points];

    /// <summary>How often each site was picked lately, 0…1.</summary>
    public double[] Habit { get; } = new double[problem.Sites];

    /// <summary>Climbs from `start`. `tried` sees every pick worth a look and returns the best plan's cost; it stops early once the bound passes what the plan leaves open.</summary>
    public void Run(double[] start, SiteState[] state, AscentLimits limits, Func<double> upper, Action<bool[], bool>? tried)
    {
        dual.Focus(state);
        start.CopyTo(_u, 0);
        start.CopyTo(Best, 0);
        Array.Clear(_direction);
        Bound = double.NegativeInfinity;
        for (var j = 0; j < Habit.Length; j++)
        {
            Habit[j] = state[j] == SiteState.In ? 1 : 0;
        }

        var (pace, stale) = (limits.Pace, 0);
        for (var step = 0; step < limits.Steps && !course.Stopped; step++)
        {
            var value = dual.Value(_u, state);
            if (double.IsPositiveInfinity(value))
            {
                Bound = value;
                return;
            }

            for (var j = 0; j < Habit.Length; j++)
            {
                Habit[j] += (step == 0 ? 1 : 0.08) * ((dual.Picked[j] ? 1 : 0) - Habit[j]);
            }

            var better = value > Bound;
            if (better)
            {
                // A gain too small to matter does not renew the patience.
                stale = value > Bound + (1e-6 * Math.Abs(value)) ? 0 : stale + 1;
                Bound = value;
                _u.CopyTo(Best, 0);
            }
            else
            {
                stale++;
            }

            tried?.Invoke(dual.Picked, better);
            var goal = upper();
            if (Cutoff.Passed(problem, Bound, goal))
            {
                return;
            }

            if (stale >= limits.Patience)
            {
                (pace, stale) = (pace * 0.6, 0);
                Best.CopyTo(_u, 0);
                Array.Clear(_direction);
                if (pace < 0.003)
                {
                    return;
                }

                continue;
            }

            if (!Move(goal, value, pace))
            {
                return;
            }
        }
    }

    private bool Move(double goal, double value, double pace)
    {
        var (cross, length) = (0.0, 0.0);
        for (var i = 0; i < _u.Length; i++)
        {
            cross += dual.Slope[i] * _direction[i];
            length += _direction[i] * _direction[i];
        }

        var back = length > 0 && cross < 0 ? -1.5 * cross / length : 0;
        length = 0;
        for (var i = 0; i < _u.Length; i++)
        {
            _direction[i] = dual.Slope[i] + (back * _direction[i]);
            length += _direction[i] * _direction[i];
        }

        if (length < 1e-18)
        {
            return false;
        }

        // Without a plan yet the aim is a little above the bound.
        var aim = double.IsFinite(goal) ? goal : value + Math.Max(1, 0.05 * Math.Abs(value));
        var reach = pace * Math.Max(aim - value, 1e-7 * Math.Abs(aim)) / length;
        for (var i = 0; i < _u.Length; i++)
        {
            _u[i] += reach * _direction[i];
        }

        return true;
    }
}
