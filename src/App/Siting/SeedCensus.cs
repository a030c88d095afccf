using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Siting;

/// <summary>Writes a drafted city's census: surveys, others' stations, candidate sites, feeders.</summary>
internal sealed class SeedCensus(AuditStamp stamp, DateOnly day)
{
    public void Write(DoorstepDb db, CityDraft city)
    {
        db.Surveys.AddRange(city.Surveys.Select(past => Survey(past, city.Demonstration)));
        db.PublicStations.AddRange(city.PublicStations.Select(draft =>
        {
            var row = new PublicStationRow { Code = draft.Code, Name = draft.Name, Demonstration = city.Demonstration, ChangedAt = stamp.Now };
            TakePublicStations.Fill(row, draft);
            return row;
        }));
        db.Sites.AddRange(city.Candidates.Select(draft =>
        {
            var row = new SiteRow { Code = draft.Code, Name = draft.Name, Demonstration = city.Demonstration, ChangedAt = stamp.Now };
            RecordSite.Fill(row, draft);
            return row;
        }));
        db.Feeders.AddRange(city.Feeders.Select(draft =>
        {
            var row = new FeederRow { Code = draft.Code, Name = draft.Name, Demonstration = city.Demonstration, ChangedAt = stamp.Now };
            TakeFeeders.Fill(row, draft);
            return row;
        }));
    }

    private SurveyRow Survey(PastSurvey past, bool demonstration)
    {
        var at = LocalClock.Midnight(day.AddDays(-past.DaysAgo)).AddHours(10).ToUniversalTime();
        bool judged = past.State is SurveyState.Confirmed or SurveyState.Returned;
        return new()
        {
            Id = stamp.Ids.Next(),
            Community = past.Community,
            On = day.AddDays(-past.DaysAgo),
            Source = past.Survey.Source,
            Households = past.Survey.Households,
            ParkingSpaces = past.Survey.ParkingSpaces,
            Vehicles = past.Survey.Vehicles,
            PrivatePiles = past.Survey.PrivatePiles,
            Note = past.Survey.Note,
            State = past.State,
            EnteredBy = "居委会（演示）",
            EnteredAt = at,
            SubmittedAt = past.State is SurveyState.Draft ? null : at.AddDays(1),
            JudgedBy = judged ? "街道（演示）" : null,
            JudgedAt = judged ? at.AddDays(3) : null,
            JudgedWhy = past.State is SurveyState.Returned ? "私人桩数量与供电公司台账不一致，请核对后再报" : null,
            Demonstration = demonstration,
        };
    }
}
