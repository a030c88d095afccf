namespace Doorstep.Rules.Siting;

/// <summary>What may become of a survey: Draft → Submitted → Confirmed | Returned, and a returned one may be put right and submitted again.</summary>
public static class SurveyLife
{
    /// <summary>The state after the street has judged it. Refuses `survey.not-submitted` (state), and `survey.reason-missing` for a return without a reason.</summary>
    public static Decision<SurveyState> Judge(SurveyState state, bool confirmed, string why)
    {
        if (state is not SurveyState.Submitted)
        {
            return new Refusal("survey.not-submitted", ("state", state.ToString()));
        }

        if (why.Length > 500 || (!confirmed && string.IsNullOrWhiteSpace(why)))
        {
            return new Refusal("survey.reason-missing");
        }

        return confirmed ? SurveyState.Confirmed : SurveyState.Returned;
    }
}
