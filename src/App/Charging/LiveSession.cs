using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Charging;

/// <summary>A session's live state: what the rules know of it, its readings, its price.</summary>
public sealed class LiveSession(Session state, Terms? terms, OrganisationId provider)
{
    public Session State { get; set; } = state;

    /// <summary>Null only for a session whose station charged nothing known when it began.</summary>
    public Terms? Terms => terms;

    public OrganisationId Provider => provider;

    public bool Demonstration { get; init; }

    public string Remark { get; set; } = "";

    /// <summary>Every meter point of it, once.</summary>
    public HashSet<MeterPoint> Points { get; } = [];

    public Reading? Latest { get; set; }

    public RunningCost Cost { get; set; }

    /// <summary>Count of saves, so that a second owner cannot write over the first.</summary>
    public long Version { get; set; }

    /// <summary>Takes in a reading that counts: its point, and where it is the latest, what it has cost since the one before.</summary>
    public void Take(Reading reading, DateTimeOffset now)
    {
        Points.Add(new(reading.At, reading.Register!.Value));
        if (Latest is { } latest && reading.At < latest.At)
        {
            return;
        }

        var from = Latest?.Register ?? State.First?.Register;
        if (terms is not null && from is { } register && reading.Register is { } to && to > register)
        {
            Cost = Cost.Plus(to - register, terms.RateAt(reading.At < now ? reading.At : now).Total);
        }

        Latest = reading.Over(Latest);
    }

    /// <summary>True when what was set aside would not outlast a stop asked for now; a pile that tells no power is taken at its rated power.</summary>
    public bool MoneyIsUsedUp(Power rated, DateTimeOffset now, ChargingRules rules) =>
        State.Payer is not null && !State.Offline && terms is not null && MoneyGuard.MustStop(Cost, State.Held, Latest?.Power ?? rated, terms.RateAt(now).Total, rules);
}
