namespace Doorstep.Rules.Siting;

/// <summary>How far a survey of a community has come; only a confirmed one counts in gaps and plans.</summary>
public enum SurveyState
{
    /// <summary>Being filled in by the committee.</summary>
    Draft,

    /// <summary>Waits for the street.</summary>
    Submitted,

    /// <summary>Found right by the street.</summary>
    Confirmed,

    /// <summary>Sent back with a reason.</summary>
    Returned,
}
