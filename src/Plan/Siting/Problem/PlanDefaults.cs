namespace Doorstep.Plan.Siting.Problem;

/// <summary>The parameters a problem starts from; each is an assumption to be replaced by the city's own survey, and its note says so.</summary>
public static class PlanDefaults
{
    /// <summary>Planning margin of the service promise: of ten drivers in a hundred who may wait longer, the plan uses up nine.</summary>
    public const double Margin = 0.1;

    public static IReadOnlyList<PileType> PileTypes { get; } =
    [
        new("AC7", PileClass.Slow, 7, 258, 6_000),
        new("DC60", PileClass.Fast, 60, 45, 48_000),
        new("DC120", PileClass.Fast, 120, 30, 82_000),
        new("DC240", PileClass.Fast, 240, 18, 150_000),
    ];

    public static IReadOnlyList<PeakWindow> Windows { get; } =
    [
        new("weekday-18-20", PileClass.Fast, 0.10) { From = 18, Until = 20 },
        new("valley-23", PileClass.Slow, 0.16) { From = 23, Until = 24 },
    ];

    public static IReadOnlyDictionary<string, SourceNote> Sources { get; } = new Dictionary<string, SourceNote>
    {
        ["reach.metres"] = new("pilot policy of the city: public charging within 500 m on foot", ""),
        ["reach.detour"] = new("assumption 1.4; measured networks: about half of the pairs within 500 m straight are within 500 m on foot", ""),
        ["service"] = new("pilot policy of the city: queue of at most 5 minutes; level 0.9 is an assumption", ""),
        ["service.margin"] = new("assumption: enough room for a simulation to confirm the promise at every queue; measured on the worked example (docs/siting.md)", "2026-11-23"),
        ["demand.sessionsPerVehicleDay"] = new("assumption: one public session every three days per vehicle without a private pile", ""),
        ["demand.fastShare"] = new("assumption: half of the sessions want a fast pile", ""),
        ["missing.perArrival"] = new("assumption: about four times the cost of serving one arrival/h", ""),
        ["missing.perArrivalKilometre"] = new("assumption: small, so that of equal plans the nearer wins", ""),
        ["pileTypes"] = new("assumption: market prices with civil works; occupied minutes include overstay", ""),
        ["windows"] = new("assumption: hour shares of the evening peak and of the start of the valley tariff", ""),
        ["priority.ratio"] = new("pilot policy of the city: private piles per vehicle below 40 %", ""),
    };
}
