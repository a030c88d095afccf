using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Charging;

/// <summary>A session between the rules' record and its row.</summary>
internal static class SessionRows
{
    /// <summary>What changes after a session has its names; held money, price and place never do.</summary>
    private static readonly HashSet<string> Living =
    [
        nameof(SessionRow.BeginSeen), nameof(SessionRow.StartMeasured), nameof(SessionRow.Card),
        nameof(SessionRow.State), nameof(SessionRow.FailReason), nameof(SessionRow.StopReason), nameof(SessionRow.StartedAt), nameof(SessionRow.FullAt),
        nameof(SessionRow.StopAskedAt), nameof(SessionRow.StoppedAt), nameof(SessionRow.EndedAt), nameof(SessionRow.MeterStart), nameof(SessionRow.MeterStop),
        nameof(SessionRow.Energy), nameof(SessionRow.PileClaimed), nameof(SessionRow.PileStop), nameof(SessionRow.PileEnergy), nameof(SessionRow.PileAmount),
        nameof(SessionRow.Disputed), nameof(SessionRow.DisputeReason), nameof(SessionRow.Total), nameof(SessionRow.Remark), nameof(SessionRow.Version),
    ];

    /// <summary>With its names, which lie in indices of their own: writing them costs pages of the disk.</summary>
    private static readonly HashSet<string> Naming = [.. Living, nameof(SessionRow.PileTransaction), nameof(SessionRow.StartKey)];

    /// <summary>The columns to write; null when nothing must be written, as a reading alone is kept in its own row.</summary>
    public static IReadOnlySet<string>? Changed(Session a, Session b) =>
        a.BeginSeen != b.BeginSeen || a.PileTransaction != b.PileTransaction || a.StartKey != b.StartKey ? Naming
        : a.State != b.State || a.StopAskedAt != b.StopAskedAt || a.FullAt != b.FullAt || a.StoppedAt != b.StoppedAt || a.EndedAt != b.EndedAt
            || a.Dispute != b.Dispute || !Equals(a.Claim, b.Claim) ? Living
        : null;

    public static SessionRow Row(LiveSession live, StationId station)
    {
        var s = live.State;
        return new()
        {
            Id = s.Id,
            Station = station,
            Pile = s.Connector.Pile,
            Connector = s.Connector.Number,
            Provider = live.Provider,
            Resident = s.Payer,
            Card = s.Card,
            StartedBy = s.StartedBy,
            Remark = live.Remark,
            PileTransaction = s.PileTransaction,
            StartKey = s.StartKey,
            BeginSeen = s.BeginSeen,
            StartMeasured = s.StartMeasured,
            State = s.State,
            FailReason = s.FailReason,
            StopReason = s.StopReason,
            RequestedAt = s.RequestedAt,
            StartedAt = s.StartedAt,
            FullAt = s.FullAt,
            StopAskedAt = s.StopAskedAt,
            StoppedAt = s.StoppedAt,
            EndedAt = s.EndedAt,
            MeterStart = s.First?.Register,
            MeterStop = s.Billed is { } billed && s.First is { } first ? first.Register + billed : s.Last?.Register,
            Energy = s.Billed ?? s.Energy,
            PileClaimed = s.Claim is not null,
            PileStop = s.Claim?.Stop,
            PileEnergy = s.Claim?.Energy,
            PileAmount = s.Claim?.Amount,
            Disputed = s.Dispute is not null,
            DisputeReason = s.Dispute,
            Offline = s.Offline,
            Held = s.Held,
            Total = s.Total,
            Terms = TermsText.Of(live.Terms),
            Demonstration = live.Demonstration,
            Version = live.Version,
        };
    }

    /// <summary>A session as it was when the program ended; its link counts as lost since then.</summary>
    public static LiveSession Live(SessionRow row, IEnumerable<ReadingRow> readings, DateTimeOffset now)
    {
        var kept = readings.OrderBy(r => r.At).ThenBy(r => r.Register).ToList();
        var points = kept.ConvertAll(r => new MeterPoint(r.At, r.Register));
        MeterPoint? first = row.StartMeasured && row.StartedAt is { } started && row.MeterStart is { } start ? new MeterPoint(started, start)
            : points.Count > 0 ? points[0]
            : null;
        bool over = row.State is SessionState.Billed or SessionState.Paid or SessionState.Failed;
        var session = new Session
        {
            Id = row.Id,
            Connector = new(row.Pile, row.Connector),
            StartedBy = row.StartedBy,
            RequestedAt = row.RequestedAt,
            State = row.State,
            Payer = row.Resident,
            Card = row.Card,
            PileTransaction = row.PileTransaction,
            StartKey = row.StartKey,
            BeginSeen = row.BeginSeen,
            StartMeasured = row.StartMeasured,
            StartedAt = row.StartedAt,
            First = first,
            Last = points.Count > 0 ? points.MaxBy(p => p.Register) : first,
            ReadAt = points.Count > 0 ? points[^1].At : null,
            FullAt = row.FullAt,
            LinkLostAt = over ? null : now,
            StopAskedAt = row.StopAskedAt,
            StopSentAt = row.StopAskedAt,
            StopReason = row.StopReason,
            StoppedAt = row.StoppedAt,
            EndedAt = row.EndedAt,
            Claim = row.PileClaimed ? new PileClaim(row.PileStop, row.PileEnergy, row.PileAmount) : null,
            Held = row.Held,
            Offline = row.Offline,
            Dispute = row.DisputeReason,
            FailReason = row.FailReason,
            Billed = row.State is SessionState.Billed or SessionState.Paid ? row.Energy : null,
            Total = row.Total,
        };
        var live = new LiveSession(session, row.Terms.Length == 0 ? null : PricingJson.Read<Terms>(row.Terms), row.Provider)
        {
            Demonstration = row.Demonstration,
            Remark = row.Remark,
            Version = row.Version,
        };
        foreach (var point in points)
        {
            live.Points.Add(point);
        }

        if (kept.Count > 0)
        {
            var last = kept[^1];
            live.Latest = new(last.At, last.Register, last.Power, last.StateOfCharge, last.Millivolts, last.Milliamperes, last.Temperature);
        }

        if (live.Terms is { } terms)
        {
            live.Cost = new(BillEnergy.For(points, terms).Total.Fen * 10_000_000);
        }

        return live;
    }

    public static ReadingRow Reading(SessionId session, Reading reading) => new()
    {
        Session = session,
        At = reading.At,
        Register = reading.Register!.Value,
        Power = reading.Power,
        StateOfCharge = reading.StateOfCharge,
        Millivolts = reading.Millivolts,
        Milliamperes = reading.Milliamperes,
        Temperature = reading.Temperature,
    };

    public static SessionSnapshot Snapshot(LiveSession live)
    {
        var s = live.State;
        return new(
            s.Id, s.Connector, s.State, s.StartedBy, s.Payer, s.RequestedAt, s.StartedAt, s.FullAt, s.StoppedAt, s.Billed ?? s.Energy,
            s.State is SessionState.Charging or SessionState.Stopping && live.Latest?.Power is { } power ? power : Power.Zero,
            s.Total ?? live.Cost.Money, s.Held, live.Latest?.StateOfCharge, live.Latest?.Temperature, live.Latest?.At,
            s.FailReason, s.StopReason, s.Dispute, s.LinkLostAt is not null);
    }
}
