using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>What every import shares: rows become drafts, and a row that cannot be read, is faulty or comes twice is kept as bad, with every reason against it.</summary>
internal sealed class ImportCheck
{
    private readonly List<BadRow> bad = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<BadRow> Bad => bad;

    public List<(TRow Row, T Draft)> Drafts<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, Decision<T>> read, Func<T, string> code, Func<T, IEnumerable<Refusal>> faults)
        where TRow : FileRow
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var drafts = new List<(TRow, T)>();
        foreach (var row in rows)
        {
            var draft = read(row);
            if (!draft.Granted)
            {
                bad.Add(new(row.Number, "", [draft.Refusal]));
                continue;
            }

            string name = code(draft.Value);
            var reasons = faults(draft.Value).ToList();
            if (!seen.TryAdd(name, row.Number))
            {
                reasons.Add(new("import.twice", ("code", name), ("row", $"{seen[name]}")));
            }

            if (reasons.Count > 0)
            {
                bad.Add(new(row.Number, name, reasons));
            }
            else
            {
                drafts.Add((row, draft.Value));
            }
        }

        return drafts;
    }
}
