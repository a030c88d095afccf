using Doorstep.App.Stations;
using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>When an import happens: the machine's stamp and the city's day.</summary>
internal sealed record TakingDay(AuditStamp Stamp, DateOnly Today);

/// <summary>What every kind of census import shares: the rows found bad and odd, the divisions, and whether to write in the end.</summary>
internal sealed class CensusTaking(DoorstepDb db, Actor who, TakingDay day, bool dryRun)
{
    private readonly List<BadRow> bad = [];
    private readonly List<BadRow> odd = [];

    public DoorstepDb Db => db;

    public Actor Who => who;

    public AuditStamp Stamp => day.Stamp;

    public DateOnly Today => day.Today;

    /// <summary>Reads rows into drafts; a row that cannot be read, is faulty, comes twice or is refused is kept as bad.</summary>
    public List<(PlaceRow Row, T Draft)> Drafts<T>(IReadOnlyList<PlaceRow> rows, Func<PlaceRow, Decision<T>> read, Func<T, string> code, Func<T, IEnumerable<Refusal>> faults)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var drafts = new List<(PlaceRow, T)>();
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

    public void Odd(int row, string code, Refusal why) => odd.Add(new(row, code, [why]));

    /// <summary>Null for a known division (or none) the actor may act in.</summary>
    public IEnumerable<Refusal> Place(Act act, string? division, HashSet<string> divisions, string? code = null)
    {
        if (division is not null && !divisions.Contains(division))
        {
            yield return new("census.division-unknown", ("division", division));
        }
        else if (Permissions.Refuses(who, act, new(Division: division)) is { } no && (code is null || Permissions.Refuses(who, act, new(Division: code)) is not null))
        {
            yield return no;
        }
    }

    public Task<HashSet<string>> Divisions(CancellationToken ct) => db.Divisions.Select(d => d.Code).ToHashSetAsync(StringComparer.Ordinal, ct);

    /// <summary>The report; the rows go in only when it says they are written.</summary>
    public CensusReport Report(int rows, int fresh, int changed) => new(rows, fresh, changed, [.. bad.OrderBy(b => b.Row)], odd, !dryRun && bad.Count == 0);
}
