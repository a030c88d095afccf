using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Tests.Pricing;

namespace Doorstep.Rules.Tests.Charging;

/// <summary>A session being told what happens, with the effects written down and its bill made when the rules say so.</summary>
internal sealed class Told
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 4, 0, 0, TimeSpan.Zero);

    public static readonly ChargingRules Limits = ChargingRules.Default;

    public Session Session { get; private set; } = new()
    {
        Id = new(7),
        Connector = new(new("32010600019236"), 1),
        StartedBy = StartedBy.App,
        RequestedAt = Noon,
        Payer = new ResidentId(1),
        Held = new Money(10_000),
    };

    public DateTimeOffset Now { get; set; } = Noon;

    public List<SessionEffect> Effects { get; } = [];

    public HashSet<MeterPoint> Points { get; } = [];

    public List<SessionBill> Bills { get; } = [];

    public Refusal? Refusal { get; private set; }

    public static Told Running()
    {
        var told = new Told();
        told.Hears(new SessionEvent.StartAnswered(true));
        told.Hears(Began(0, 1_000));
        return told;
    }

    public static SessionEvent Began(int minute, long register) => new SessionEvent.Began("1", Noon.AddMinutes(minute), new Energy(register));

    public static SessionEvent Read(int minute, long register, long? watts = null) =>
        new SessionEvent.Read([new Reading(Noon.AddMinutes(minute), new Energy(register), watts is { } w ? new Power(w) : null)]);

    public static SessionEvent Ended(int minute, long register) => new SessionEvent.Ended(Noon.AddMinutes(minute), new PileClaim(new Energy(register)), "Local");

    public Told Hears(params IEnumerable<SessionEvent> events)
    {
        foreach (var happened in events)
        {
            var step = SessionLife.Apply(Session, happened, Now, Limits);
            Session = step.Next;
            Refusal = step.Refusal;
            Effects.AddRange(step.Effects);
            Points.UnionWith(step.Effects.OfType<SessionEffect.Keep>().SelectMany(k => k.Readings).Select(r => new MeterPoint(r.At, r.Register!.Value)));
            if (step.Effects.OfType<SessionEffect.MakeBill>().Any())
            {
                var bill = SessionBill.For(Session, Points, Terms.Under(Samples.Evening), new Power(7_000), Limits);
                Bills.Add(bill);
                Hears(new SessionEvent.BillMade(bill, Session.Payer is not null));
            }
        }

        return this;
    }

    public Told Later(TimeSpan time)
    {
        Now += time;
        return Hears(new SessionEvent.TimePassed());
    }
}
