namespace Doorstep.Rules.Charging;

/// <summary>What has to be done after a session changed; a closed union, performed after the change is saved.</summary>
public abstract record SessionEffect
{
    private SessionEffect()
    {
    }

    /// <summary>Keep these readings; every one has a register.</summary>
    public sealed record Keep(IReadOnlyList<Reading> Readings) : SessionEffect;

    /// <summary>Make the bill from what is known now, and settle it in the same commit.</summary>
    public sealed record MakeBill : SessionEffect;

    /// <summary>Give back the money set aside for it; nothing was billed.</summary>
    public sealed record ReleaseHold : SessionEffect;

    /// <summary>Tell the pile to stop.</summary>
    public sealed record CommandStop : SessionEffect;

    /// <summary>Tell the resident; <paramref name="Kind"/> names the text: `session.full`, `session.failed`, `session.billed`.</summary>
    public sealed record TellResident(string Kind) : SessionEffect;

    /// <summary>A line in the pile's event log.</summary>
    public sealed record Note(string Kind, string Text) : SessionEffect;

    /// <summary>A line in the pile's event log that somebody has to look at.</summary>
    public sealed record RaiseAlert(string Kind, string Text) : SessionEffect;
}

/// <summary>A session after an event, what is to be done, and the refusal where a person asked for something that cannot be.</summary>
public sealed record SessionStep(Session Next, IReadOnlyList<SessionEffect> Effects, Refusal? Refusal = null);
