using Doorstep.App.Store.Rows;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Enters imported surveys: confirmed at once where the importer may judge, else submitted for the street to judge.</summary>
internal sealed class SurveyBook(CensusTaking taking)
{
    /// <summary>False when the same figures of the same day are there already.</summary>
    public async Task<bool> Add(string community, string division, SurveyDraft draft, CancellationToken ct)
    {
        var same = await taking.Db.Surveys.AnyAsync(
            s => s.Community == community && s.On == draft.On && s.Source == draft.Source && s.Households == draft.Households && s.ParkingSpaces == draft.ParkingSpaces
                && s.Vehicles == draft.Vehicles && s.PrivatePiles == draft.PrivatePiles && (s.State == SurveyState.Confirmed || s.State == SurveyState.Submitted),
            ct);
        if (same)
        {
            return false;
        }

        bool may = Permissions.Refuses(taking.Who, Act.JudgeSurvey, new(Division: division)) is null;
        taking.Db.Surveys.Add(new()
        {
            Id = taking.Stamp.Ids.Next(),
            Community = community,
            On = draft.On,
            Source = draft.Source.Trim(),
            Households = draft.Households,
            ParkingSpaces = draft.ParkingSpaces,
            Vehicles = draft.Vehicles,
            PrivatePiles = draft.PrivatePiles,
            Note = draft.Note,
            State = may ? SurveyState.Confirmed : SurveyState.Submitted,
            EnteredBy = taking.Who.Name,
            EnteredAt = taking.Stamp.Now,
            SubmittedAt = taking.Stamp.Now,
            JudgedBy = may ? taking.Who.Name : null,
            JudgedAt = may ? taking.Stamp.Now : null,
        });
        return true;
    }
}

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

    private Rules.Decision<(string Community, SurveyDraft Survey)> Read(PlaceRow row)
    {
        var survey = CensusColumns.ReadSurvey(row.Cells, taking.Today);
        return !survey.Granted ? survey.Refusal
            : survey.Value is { } counted ? (row.Cells.Values.GetValueOrDefault(CensusColumns.Community.Key, ""), counted)
            : new Rules.Refusal("survey.empty");
    }
}
