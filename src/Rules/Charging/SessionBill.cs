using Doorstep.Rules.Pricing;

namespace Doorstep.Rules.Charging;

/// <summary>A session's bill, and why a person should look at it (null: nobody needs to).</summary>
public sealed record SessionBill(Bill Bill, string? Dispute)
{
    /// <summary>
    /// The bill of an ended session from the set of its readings. Its energy is exactly what <see cref="Reconciliation"/> decided;
    /// the readings only say when it flowed.
    /// </summary>
    /// <param name="rated">The pile's rated power, for what it can have delivered since the last reading.</param>
    public static SessionBill For(Session session, IEnumerable<MeterPoint> readings, Terms terms, Power rated, ChargingRules rules)
    {
        if (session.First is not { } first || session.StoppedAt is not { } stopped)
        {
            // The pile named an end but never a beginning.
            return new(Bill.Empty, session.Claim is null ? null : "start.unknown");
        }

        var most = first.Register + Reach(rated, stopped - first.At + rules.ClockDoubt);
        var points = readings.Where(p => p.At >= first.At && p.At <= stopped && p.Register >= first.Register && p.Register <= most).Append(first).ToList();
        var ours = RisingRegister.Of(points).Kept;
        var last = ours[^1];
        var gap = stopped - last.At;
        var reach = session.Claim?.Energy is null ? (Energy?)null : Reach(rated, gap);
        // With nothing but the start to compare there is no second figure.
        var (billed, dispute) = session.Claim is { } claim && (claim.Stop > most || claim.Energy > most - first.Register)
            ? (last.Register - first.Register, "pile.impossible")
            : Reconciliation.Judge(first.Register, last.Register - first.Register, session.Claim, ours.Count > 1 ? reach : null, rules);
        var end = first.Register + billed;
        var bill = BillEnergy.For([.. points.Where(p => p.Register <= end), new MeterPoint(stopped, end)], terms);
        if (dispute is null && session.Claim?.Amount is { } amount && !Reconciliation.AmountsAgree(amount, bill.Market, rules))
        {
            dispute = "pile.amount";
        }

        return new(bill, dispute ?? (session.BeginSeen ? null : "start.missing"));
    }

    /// <summary>What the pile can deliver in a time, and a minute more for clocks that differ.</summary>
    private static Energy Reach(Power rated, TimeSpan time)
    {
        var longest = (time < TimeSpan.Zero ? TimeSpan.Zero : time) + TimeSpan.FromMinutes(1);
        return new((long)(rated.Watts * longest.TotalHours));
    }
}
