using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Surveys of known communities, one a row.</summary>
internal sealed class TakeSurveys(CensusTaking taking)
{
    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.Communities.AsNoTracking().ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        var drafts = taking.Drafts(rows, Read, d => $"{d.Community} {d.Survey.On:yyyy-MM-dd}", d => known.TryGetValue(d.Community, out var community)
            ? [.. d.Survey.Faults(taking.Today), .. taking.Place(Act.EnterSurvey, community.Division, divisions, community.Code)]
            : [new("community.unknown", ("code", d.Community))]);
        foreach (var (row, draft) in drafts.Where(d => d.Draft.Survey.MorePilesThanVehicles))
        {
            taking.Odd(row.Number, draft.Community, new("survey.piles-many", ("piles", $"{draft.Survey.PrivatePiles}"), ("vehicles", $"{draft.Survey.Vehicles}")));
        }

        var report = taking.Report(rows.Count, drafts.Count, 0);
        if (!report.Written)
        {
            return report;
        }

        var book = new SurveyBook(taking);
        int added = 0;
        foreach (var (_, (community, survey)) in drafts)
        {
            added += await book.Add(community, known[community].Division, survey, ct) ? 1 : 0;
        }

        return report with { New = added };
    }

    private Decision<(string Community, SurveyDraft Survey)> Read(PlaceRow row)
    {
        var survey = CensusColumns.ReadSurvey(row, taking.Today);
        return !survey.Granted ? survey.Refusal
            : survey.Value is { } counted ? (row.Values.GetValueOrDefault(CensusColumns.Community.Key, ""), counted)
            : new Refusal("survey.empty");
    }
}
