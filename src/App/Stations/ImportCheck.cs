using Doorstep.Rules;

namespace Doorstep.App.Stations;

/// <summary>Reads rows into drafts and gathers every reason against any of them.</summary>
internal sealed class ImportCheck<T>(Func<T, string> code, Func<T, IEnumerable<Refusal>> faults)
{
    private readonly List<BadRow> bad = [];

    public IReadOnlyList<BadRow> Bad => bad;

    public List<T> Read(IReadOnlyList<FileRow> rows, Func<FileRow, Decision<T>> read, Func<T, Refusal?> whyNot)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var drafts = new List<T>();
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

            if (whyNot(draft.Value) is { } no)
            {
                reasons.Add(no);
            }

            if (reasons.Count > 0)
            {
                bad.Add(new(row.Number, name, reasons));
            }
            else
            {
                drafts.Add(draft.Value);
            }
        }

        return drafts;
    }
}
