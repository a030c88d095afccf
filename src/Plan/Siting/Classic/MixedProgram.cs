using Google.OrTools.LinearSolver;

namespace Doorstep.Plan.Siting.Classic;

/// <summary>What a program's solver brought back. A status is not believed: callers recompute the objective of the values themselves.</summary>
internal sealed record ProgramAnswer(double[]? Values, double Bound, bool Finished, bool Infeasible);

/// <summary>A linear or mixed 0–1 program to minimise, handed to a library solver.</summary>
internal sealed class MixedProgram : IDisposable
{
    private readonly Solver _solver;
    private readonly Objective _objective;
    private readonly List<Variable> _columns = [];
    private readonly List<Constraint> _rows = [];
    private readonly bool _linear;

    /// <summary>`linear` solves the relaxation by simplex (GLOP), otherwise branch and cut (SCIP).</summary>
    public MixedProgram(bool linear)
    {
        _linear = linear;
        // CreateSolver answers null when the native library lacks the engine; that is an installation fault, not an input fault.
        _solver = Solver.CreateSolver(linear ? "GLOP" : "SCIP") ?? throw new InvalidOperationException("The optimisation library was built without " + (linear ? "GLOP" : "SCIP") + ".");
        _objective = _solver.Objective();
        _objective.SetMinimization();
    }

    public int AddColumn(double low, double high, bool whole, double cost)
    {
        var column = _solver.MakeVar(low, high, whole && !_linear, "");
        if (cost != 0)
        {
            _objective.SetCoefficient(column, cost);
        }

        _columns.Add(column);
        return _columns.Count - 1;
    }

    public int AddRow(double low, double high)
    {
        _rows.Add(_solver.MakeConstraint(low, high, ""));
        return _rows.Count - 1;
    }

    public void Set(int row, int column, double value) => _rows[row].SetCoefficient(_columns[column], value);

    public double Dual(int row) => _rows[row].DualValue();

    public ProgramAnswer Solve(SearchCourse course)
    {
        if (course.Stopped)
        {
            return new ProgramAnswer(null, double.NegativeInfinity, false, false);
        }

        // The time limit of zero means "none" to the library; and the limit is in whole milliseconds.
        _solver.SetTimeLimit((long)Math.Clamp(course.SecondsLeft * 1000, 1, int.MaxValue));
        if (!_linear && course.Limited)
        {
            // A node of a core program costs about as much as a pass over its columns fifty times over.
            var nodes = Math.Max(1, course.WorkLeft / (50L * Math.Max(1, _columns.Count)));
            _solver.SetSolverSpecificParametersAsString($"limits/nodes = {nodes}\n");
        }

        // The library's own idea of "optimal" is a gap of 10⁻⁴; ours is none.
        using var exactly = new MPSolverParameters();
        exactly.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        Solver.ResultStatus status;
        using (course.Cancel.Register(() => _solver.InterruptSolve()))
        {
            status = _solver.Solve(exactly);
        }

        if (!_linear)
        {
            course.Spend(Math.Max(1, _solver.Nodes()) * 50L * _columns.Count);
        }

        var has = status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE;
        var bound = status == Solver.ResultStatus.OPTIMAL && _linear ? _objective.Value()
            : has && !_linear ? _objective.BestBound()
            : double.NegativeInfinity;
        return new ProgramAnswer(
            has ? [.. _columns.Select(c => c.SolutionValue())] : null,
            bound,
            status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.INFEASIBLE,
            status == Solver.ResultStatus.INFEASIBLE);
    }

    public void Dispose() => _solver.Dispose();
}
