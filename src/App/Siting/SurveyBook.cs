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
