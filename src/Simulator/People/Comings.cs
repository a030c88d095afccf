using Doorstep.Simulator.Charging;
using Doorstep.Simulator.Devices;

namespace Doorstep.Simulator.People;

/// <summary>Cars that come to the piles of a fleet, plug in, charge by card or wait to be started, and leave; driven by the fleet's pulse in simulated time.</summary>
internal sealed class Comings
{
    private const double AmbientCelsius = 20;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly FleetOptions options;
    private readonly PriorityQueue<Coming, (DateTimeOffset At, int Order)> queue = new();
    private readonly Random random;
    private int order;

    public Comings(FleetOptions options, IReadOnlyList<FleetPile> piles, Pace pace)
    {
        this.options = options;
        random = new Random(options.Seed ^ 0xCA5);
        var now = pace.GetUtcNow();
        foreach (var (pile, _) in piles)
        {
            foreach (var connector in pile.Connectors)
            {
                var arrivals = new Arrivals(random.Next(), options.CarsPerDay, China);
                Expect(new Coming(connector, arrivals), now);
            }
        }
    }

    /// <summary>Everything that happens up to a simulated moment.</summary>
    public void Until(DateTimeOffset now)
    {
        while (queue.TryPeek(out var coming, out var due) && due.At <= now)
        {
            queue.Dequeue();
            if (coming.Car is null)
            {
                Arrive(coming, due.At);
            }
            else
            {
                Leave(coming, now);
            }
        }
    }

    private void Arrive(Coming coming, DateTimeOffset at)
    {
        var (pile, number) = (coming.Connector.Pile, coming.Connector.Number);
        var car = coming.Visit!.Arrive(AmbientCelsius);
        if (!pile.PlugIn(number, car))
        {
            Expect(coming, at);
            return;
        }

        coming.Car = car;
        coming.Card = options.CardOf(random.Next(options.Cards) + 1);
        if (options.Conduct == FleetConduct.Cards)
        {
            pile.Present(number, new Credential(CredentialKind.Card, coming.Card));
        }

        Put(coming, at + coming.Visit.Stay);
    }

    private void Leave(Coming coming, DateTimeOffset now)
    {
        var (pile, number) = (coming.Connector.Pile, coming.Connector.Number);
        pile.Stop(number, StopCause.Local);
        pile.PlugOut(number);
        coming.Car = null;
        Expect(coming, now);
    }

    private void Expect(Coming coming, DateTimeOffset after)
    {
        var kind = coming.Connector.Pile.Spec.Kind == CurrentKind.Ac ? VisitKind.Slow : VisitKind.Fast;
        coming.Visit = coming.Arrivals.Next(after, kind);
        Put(coming, coming.Visit.At);
    }

    // equal moments keep the order in which they were planned
    private void Put(Coming coming, DateTimeOffset at) => queue.Enqueue(coming, (at, order++));

    private sealed class Coming(VirtualConnector connector, Arrivals arrivals)
    {
        public VirtualConnector Connector => connector;

        public Arrivals Arrivals => arrivals;

        public Visit? Visit { get; set; }

        public Car? Car { get; set; }

        public string? Card { get; set; }
    }
}
