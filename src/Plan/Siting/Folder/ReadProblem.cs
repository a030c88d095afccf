namespace Doorstep.Plan.Siting.Folder;

/// <summary>
/// Reads a siting problem folder (docs/siting.md). Everything is looked at before anything is believed: either the problem comes back whole, or every
/// fault with its file, row and remedy.
/// </summary>
public static class ReadProblem
{
    /// <param name="ct">Stops the reading of a large network.</param>
    public static ProblemReading Run(string folder, CancellationToken ct)
    {
        FaultList faults = new();
        var content = new RulesFile(faults).Read(Path.Combine(folder, RulesFile.Name));
        return content is null ? new(null, faults.Faults, faults.Warnings) : new ProblemTables(folder, content, ColumnNames.Usual, faults).Read(ct);
    }
}
