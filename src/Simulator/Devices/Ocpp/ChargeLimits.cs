namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What a charging profile limits.</summary>
internal enum LimitPurpose
{
    WholePile,
    AnySession,
    OneSession,
}

/// <summary>From when a schedule counts.</summary>
internal enum LimitClock
{
    Absolute,
    Daily,
    Weekly,

    /// <summary>From the session's begin.</summary>
    Relative,
}

/// <summary>From this second of the schedule on, at most this much.</summary>
internal readonly record struct LimitStep(int StartSeconds, decimal Limit, int? Phases);

internal sealed record LimitSchedule(DateTimeOffset? Start, int? DurationSeconds, bool InAmperes, IReadOnlyList<LimitStep> Steps);

/// <summary>A charging profile of either version (1.6 §5.16, 2.0.1 part 2 K); connector 0 is every connector.</summary>
internal sealed record LimitProfile(int Id, int Connector, int StackLevel, LimitPurpose Purpose, LimitSchedule Schedule)
{
    public LimitClock Clock { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The session of a profile for one session; null means whichever runs.</summary>
    public string? Transaction { get; init; }
}

/// <summary>The profiles of a pile and what they allow: within a purpose the highest stack level that has something to say, across purposes the lowest limit.</summary>
internal sealed class ChargeLimits(PileSpec spec)
{
    public const int MostProfiles = 20;

    // a DC pile's amperes are at the battery; a usual pack's voltage turns them into watts
    private const decimal DcVolts = 400;
    private const decimal AcVolts = 220;
    private readonly List<LimitProfile> profiles = [];

    public bool Any => profiles.Count > 0;

    /// <summary>Installs a profile in place of one with the same id, or the same purpose, stack level and connector; false when there is no room.</summary>
    public bool Install(LimitProfile profile)
    {
        profiles.RemoveAll(p => p.Id == profile.Id || (p.Purpose == profile.Purpose && p.StackLevel == profile.StackLevel && p.Connector == profile.Connector));
        if (profiles.Count >= MostProfiles)
            return false;
        profiles.Add(profile);
        return true;
    }

    public int Clear(Predicate<LimitProfile> which) => profiles.RemoveAll(which);

    /// <summary>Profiles for one session go with it.</summary>
    public void SessionEnded(int connector) => profiles.RemoveAll(p => p.Purpose == LimitPurpose.OneSession && p.Connector == connector);

    /// <summary>Watts allowed to the whole pile, or null for no limit.</summary>
    public int? WholePile(DateTimeOffset now) => Lowest(Leading(LimitPurpose.WholePile, 0, null, null, now), null);

    /// <summary>Watts allowed at a connector, or null for no limit; the pile's own ceiling is apart.</summary>
    public int? Connector(int connector, ChargeSession? session, DateTimeOffset now) => Lowest(
        Leading(LimitPurpose.OneSession, connector, session?.PlatformId, session?.Began, now)
            ?? Leading(LimitPurpose.AnySession, connector, null, session?.Began, now),
        null);

    /// <summary>What holds from <paramref name="now"/> on, as steps of watts; null watts where nothing limits.</summary>
    public IReadOnlyList<(int StartSeconds, int? Watts)> Composite(int connector, ChargeSession? session, DateTimeOffset now, int seconds)
    {
        var steps = new List<(int, int?)>();
        foreach (var at in Breaks(session, now, seconds))
        {
            var moment = now.AddSeconds(at);
            var watts = Lowest(Connector(connector, session, moment), WholePile(moment));
            if (steps.Count == 0 || steps[^1].Item2 != watts)
                steps.Add((at, watts));
        }

        return steps;
    }

    /// <summary>Amperes per phase as watts of this pile.</summary>
    public decimal WattsPerAmpere(int? phases) => spec.Kind == CurrentKind.Dc ? DcVolts : AcVolts * (phases ?? spec.Phases);

    private static int? Lowest(int? one, int? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    private SortedSet<int> Breaks(ChargeSession? session, DateTimeOffset now, int seconds)
    {
        var breaks = new SortedSet<int> { 0 };
        foreach (var profile in profiles)
        {
            Add(profile.ValidFrom);
            Add(profile.ValidTo);
            // a recurring schedule may begin again within the time asked for
            for (var from = now; Begin(profile, session?.Began, from) is { } begin; from = begin + Period(profile))
            {
                Add(begin);
                foreach (var step in profile.Schedule.Steps)
                    Add(begin.AddSeconds(step.StartSeconds));
                if (profile.Schedule.DurationSeconds is { } duration)
                    Add(begin.AddSeconds(duration));
                if (profile.Clock is not (LimitClock.Daily or LimitClock.Weekly) || begin > now.AddSeconds(seconds))
                    break;
            }
        }

        return breaks;

        void Add(DateTimeOffset? moment)
        {
            if (moment is { } at && at > now && (at - now).TotalSeconds < seconds)
                breaks.Add((int)Math.Ceiling((at - now).TotalSeconds));
        }
    }

    private int? Leading(LimitPurpose purpose, int connector, string? transaction, DateTimeOffset? began, DateTimeOffset now)
    {
        int? watts = null;
        var level = -1;
        foreach (var profile in profiles)
        {
            if (profile.Purpose == purpose && profile.StackLevel > level && (profile.Connector == 0 || profile.Connector == connector)
                && (profile.Transaction is null || profile.Transaction == transaction) && Watts(profile, began, now) is { } allowed)
                (watts, level) = (allowed, profile.StackLevel);
        }

        return watts;
    }

    private int? Watts(LimitProfile profile, DateTimeOffset? began, DateTimeOffset now)
    {
        if (now < profile.ValidFrom || now >= profile.ValidTo || Begin(profile, began, now) is not { } begin)
            return null;
        var second = (now - begin).TotalSeconds;
        if (second < 0 || second >= profile.Schedule.DurationSeconds)
            return null;
        LimitStep? current = null;
        foreach (var step in profile.Schedule.Steps)
        {
            if (step.StartSeconds <= second)
                current = step;
        }

        return current is not { } holds ? null
            : (int)Math.Clamp(decimal.Floor(profile.Schedule.InAmperes ? holds.Limit * WattsPerAmpere(holds.Phases) : holds.Limit), 0, int.MaxValue);
    }

    private static TimeSpan Period(LimitProfile profile) => TimeSpan.FromDays(profile.Clock == LimitClock.Weekly ? 7 : 1);

    private static DateTimeOffset? Begin(LimitProfile profile, DateTimeOffset? began, DateTimeOffset now)
    {
        if (profile.Clock == LimitClock.Relative)
            return began;
        var start = profile.Schedule.Start ?? profile.ValidFrom ?? (profile.Clock == LimitClock.Absolute ? began : null) ?? DateTimeOffset.UnixEpoch;
        if (profile.Clock == LimitClock.Absolute || now < start)
            return start;
        var period = Period(profile).Ticks;
        return start.AddTicks((now - start).Ticks / period * period);
    }
}
