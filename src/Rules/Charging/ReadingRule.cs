using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Charging;

/// <summary>What a batch of readings does to a session, whatever order, repetition or gap it comes with.</summary>
internal static class ReadingRule
{
    public static SessionStep Apply(Session session, SessionEvent.Read read, ChargingRules rules)
    {
        if (session.Over)
        {
            return new(session, [new SessionEffect.Note("reading.late", $"{read.Readings.Count}")]);
        }

        if (session.State == SessionState.Starting)
        {
            return new(session, [new SessionEffect.Note("reading.early", $"{read.Readings.Count}")]);
        }

        var kept = new List<Reading>(read.Readings.Count);
        var next = session;
        foreach (var reading in read.Readings)
        {
            if (Complete(next, reading) is { } complete)
            {
                kept.Add(complete);
                next = Take(next, complete, rules);
            }
        }

        if (kept.Count == 0)
        {
            return new(session, read.Readings.Count == 0 ? [] : [new SessionEffect.Note("reading.unusable", $"{read.Readings.Count}")]);
        }

        return next.FullAt is not null && session.FullAt is null
            ? new(next, [new SessionEffect.Keep(kept), new SessionEffect.TellResident("session.full")])
            : new(next, [new SessionEffect.Keep(kept)]);
    }

    /// <summary>The reading with a register, or null when it cannot belong to the session.</summary>
    private static Reading? Complete(Session session, Reading reading)
    {
        if (session.StoppedAt is { } stopped && reading.At > stopped)
        {
            return null;
        }

        if (session.BeginSeen && reading.At < session.StartedAt)
        {
            return null;
        }

        // SOC or temperature alone: they belong to the energy known so far.
        return reading.Register is not null ? reading
            : session.Last is { } last ? reading with { Register = last.Register }
            : null;
    }

    private static Session Take(Session session, Reading reading, ChargingRules rules)
    {
        var point = new MeterPoint(reading.At, reading.Register!.Value);
        bool earlier = !session.StartMeasured && (session.First is not { } first || point.At < first.At);
        bool grew = session.Last is not { } last || point.Register > last.Register;
        bool newest = session.ReadAt is not { } known || point.At >= known;
        bool noPower = reading.Power is { } power && power < rules.FullBelow;
        var noPowerSince = !newest ? session.NoPowerSince
            : reading.Power is null ? session.NoPowerSince
            : noPower ? session.NoPowerSince ?? point.At
            : null;
        var fullAt = newest && reading.Power is not null && !noPower ? null
            : session.FullAt ?? (noPowerSince is { } since && point.At - since >= rules.FullAfter && session.Energy > Energy.Zero ? since : null);
        return session with
        {
            First = earlier ? point : session.First,
            StartedAt = !session.BeginSeen && (session.StartedAt is not { } started || point.At < started) ? point.At : session.StartedAt,
            Last = grew ? point : session.Last,
            ReadAt = newest ? point.At : session.ReadAt,
            NoPowerSince = noPowerSince,
            FullAt = fullAt,
            QuietSince = session.QuietSince < point.At ? null : session.QuietSince,
        };
    }
}
