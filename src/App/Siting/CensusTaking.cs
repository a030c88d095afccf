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
    private readonly ImportCheck check = new();
    private readonly List<BadRow> odd = [];

    public DoorstepDb Db => db;

    public Actor Who => who;

    public AuditStamp Stamp => day.Stamp;

    public DateOnly Today => day.Today;

    /// <inheritdoc cref="ImportCheck.Drafts"/>
    public List<(PlaceRow Row, T Draft)> Drafts<T>(IReadOnlyList<PlaceRow> rows, Func<PlaceRow, Decision<T>> read, Func<T, string> code, Func<T, IEnumerable<Refusal>> faults) =>
        check.Drafts(rows, read, code, faults);

    public void Odd(int row, string code, Refusal why) => odd.Add(new(row, code, [why]));

    /// <summary>Nothing for a known division (or none) the actor may act in.</summary>
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

    /// <summary>Changes what is known and adds what is not, where the file is sound and this is no trial.</summary>
    public CensusReport Write<TRow, TDraft>(IReadOnlyList<PlaceRow> rows, List<(PlaceRow Row, TDraft Draft)> drafts, Func<TDraft, TRow?> known, Func<TDraft, TRow> make, Action<TRow, TDraft> fill)
        where TRow : class
    {
        int fresh = drafts.Count(d => known(d.Draft) is null);
        var report = Report(rows.Count, fresh, drafts.Count - fresh);
        foreach (var (_, draft) in report.Written ? drafts : [])
        {
            var row = known(draft) ?? db.Add(make(draft)).Entity;
            fill(row, draft);
        }

        return report;
    }

    /// <summary>The report; the rows go in only when it says they are written.</summary>
    public CensusReport Report(int rows, int fresh, int changed) => new(rows, fresh, changed, check.Bad, odd, !dryRun && check.Bad.Count == 0);
}
