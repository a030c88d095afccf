using Doorstep.App.Stations;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Rules.Siting;
using Doorstep.Rules.Stations;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>Communities with their gates and, where the row has figures, a survey.</summary>
internal sealed class TakeCommunities(CensusTaking taking)
{
    /// <summary>A map with more corners than this per community is drawn slowly by everybody who opens it.</summary>
    private const int MostCorners = 2_000;

    private sealed record Draft(CommunityPlace Place, SurveyDraft? Survey);

    public async Task<CensusReport> Run(IReadOnlyList<PlaceRow> rows, Datum datum, CancellationToken ct)
    {
        var divisions = await taking.Divisions(ct);
        var known = await taking.Db.Communities.ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        var drafts = taking.Drafts(rows, row => Read(row, datum), d => d.Place.Code, d =>
        [
            .. d.Place.Faults(), .. d.Survey?.Faults(taking.Today) ?? [], .. Corners(d.Place),
            .. taking.Place(Act.ChangeCensus, d.Place.Division, divisions),
            .. known.TryGetValue(d.Place.Code, out var row) ? taking.Place(Act.ChangeCensus, row.Division, divisions, row.Code) : [],
        ]);
        foreach (var (row, draft) in drafts.Where(d => d.Draft.Survey is { MorePilesThanVehicles: true }))
        {
            taking.Odd(row.Number, draft.Place.Code, new("survey.piles-many", ("piles", $"{draft.Survey!.PrivatePiles}"), ("vehicles", $"{draft.Survey.Vehicles}")));
        }

        foreach (var (row, draft) in drafts.Where(d => d.Draft.Place.Gates.Count == 0 && !known.ContainsKey(d.Draft.Place.Code)))
        {
            taking.Odd(row.Number, draft.Place.Code, new("community.no-gates"));
        }

        int fresh = drafts.Count(d => !known.ContainsKey(d.Draft.Place.Code));
        var report = taking.Report(rows.Count, fresh, drafts.Count - fresh);
        if (report.Written)
        {
            await Write(drafts, known, ct);
        }

        return report;
    }

    private Decision<Draft> Read(PlaceRow row, Datum datum)
    {
        var place = CensusColumns.ReadPlace(row, datum);
        if (!place.Granted)
        {
            return place.Refusal;
        }

        var survey = CensusColumns.ReadSurvey(row, taking.Today);
        return survey.Granted ? new Draft(place.Value, survey.Value) : survey.Refusal;
    }

    private static IEnumerable<Refusal> Corners(CommunityPlace place) =>
        place.Boundary?.Rings.Sum(ring => ring.Count) is { } corners && corners > MostCorners
            ? [new("place.boundary-detailed", ("corners", $"{corners}"), ("most", $"{MostCorners}"))]
            : [];

    private async Task Write(List<(PlaceRow Row, Draft Draft)> drafts, Dictionary<string, CommunityRow> known, CancellationToken ct)
    {
        var gates = (await taking.Db.Gates.ToListAsync(ct)).ToLookup(g => g.Community, StringComparer.Ordinal);
        var surveys = new SurveyBook(taking);
        foreach (var (file, (place, survey)) in drafts)
        {
            var middle = place.Middle!.Value.To(Datum.Wgs84);
            if (!known.TryGetValue(place.Code, out var row))
            {
                row = new() { Code = place.Code, Name = place.Name, EnglishName = place.EnglishName, Division = place.Division };
                taking.Db.Communities.Add(row);
            }

            (row.Name, row.EnglishName, row.Division) = (place.Name.Trim(), place.EnglishName.Trim(), place.Division);
            (row.Longitude, row.Latitude) = (middle.Longitude, middle.Latitude);
            // What the file does not say stays as it was.
            row.Boundary = file.Areas.Count > 0 ? GeoJson.MultiPolygon(file.Areas) : row.Boundary;
            if (place.Gates.Count > 0)
            {
                TakeGates.Replace(taking, gates[place.Code], place.Code, place.Gates);
            }

            if (survey is not null)
            {
                await surveys.Add(place.Code, row.Division, survey, ct);
            }
        }
    }
}
