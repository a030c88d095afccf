namespace Doorstep.Rules.Charging;

/// <summary>
/// The pile's figures beside ours. The meter's last word is billed as long as both agree within the city's threshold;
/// beyond it the lower figure is billed and a person looks: doubt favours the one who pays.
/// </summary>
public static class Reconciliation
{
    /// <summary>Which energy is billed, and why a person should look at it (null: nobody needs to).</summary>
    /// <param name="first">The register at the start.</param>
    /// <param name="ours">The energy of the readings that can be believed together.</param>
    /// <param name="claim">What the pile said; null when it never did.</param>
    /// <param name="reach">The most the pile can have delivered after our last reading; null where its end is a sample of the same register and needs no such check.</param>
    public static (Energy Billed, string? Dispute) Judge(Energy first, Energy ours, PileClaim? claim, Energy? reach, ChargingRules rules)
    {
        if (claim is null)
        {
            return (ours, null);
        }

        if (claim.Stop < first)
        {
            return (ours, "register.fell");
        }

        var byRegister = claim.Stop is { } stop ? stop - first : (Energy?)null;
        if ((claim.Energy ?? byRegister) is not { } theirs)
        {
            return (ours, null);
        }

        if (claim.Energy is { } said && byRegister is { } measured && !Agree(said, measured, rules))
        {
            return (Lower(said, measured), "claim.contradicts-register");
        }

        if (theirs < ours)
        {
            return (theirs, Agree(theirs, ours, rules) ? null : "pile.less-than-readings");
        }

        return reach is { } most && theirs > ours + most && !Agree(theirs, ours + most, rules)
            ? (ours + most, "pile.more-than-readings")
            : (theirs, null);
    }

    /// <summary>True when the amount on the pile's screen is our own price before agreement, give or take its rounding.</summary>
    public static bool AmountsAgree(Money pile, Money market, ChargingRules rules)
    {
        long difference = Math.Abs(pile.Fen - market.Fen);
        return difference <= Math.Max(rules.DisputeAmount.Fen, market.Fen * rules.DisputeAmountPermille / 1000);
    }

    /// <summary>True when two energies differ by no more than the larger of the city's two limits, in Wh and in permille.</summary>
    public static bool Agree(Energy a, Energy b, ChargingRules rules)
    {
        long difference = Math.Abs(a.WattHours - b.WattHours);
        return difference <= Math.Max(rules.DisputeEnergy.WattHours, Math.Max(a.WattHours, b.WattHours) * rules.DisputePermille / 1000);
    }

    /// <summary>The pile's word on a session that was already billed without it: kept, never billed again; a difference is for a person.</summary>
    internal static SessionStep Late(Session session, PileClaim claim, ChargingRules rules)
    {
        var next = session with { Claim = claim };
        var theirs = claim.Energy ?? (claim.Stop is { } stop && session.First is { } first ? stop - first.Register : null);
        return theirs is { } energy && session.Billed is { } billed && !Agree(energy, billed, rules)
            ? new(next with { Dispute = "record.late" }, [new SessionEffect.RaiseAlert("session.disputed", "record.late")])
            : new(next, [new SessionEffect.Note("record.late", $"{session.PileTransaction}")]);
    }

    private static Energy Lower(Energy a, Energy b) => a < b ? a : b;
}
