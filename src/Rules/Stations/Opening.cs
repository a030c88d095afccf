namespace Doorstep.Rules.Stations;

/// <summary>When a station lets whom charge.</summary>
/// <param name="OpensAt">Local opening time; null with <paramref name="ClosesAt"/> for day and night.</param>
/// <param name="ClosesAt">Local closing time; not after <paramref name="OpensAt"/> for hours over midnight.</param>
/// <param name="ToPublic">False where only residents with an agreement may charge.</param>
public sealed record Opening(StationState State, TimeOnly? OpensAt, TimeOnly? ClosesAt, bool ToPublic)
{
    /// <summary>Whether the station is open at an instant, by the local clock.</summary>
    public bool IsOpenAt(DateTimeOffset now)
    {
        if (State is not StationState.Open)
        {
            return false;
        }

        if (OpensAt is not { } from || ClosesAt is not { } until)
        {
            return true;
        }

        var time = TimeOnly.FromTimeSpan(now.ToOffset(LocalClock.Offset).TimeOfDay);
        return from < until ? from <= time && time < until : from <= time || time < until;
    }

    /// <summary>Why a charge may not begin now; null when it may. A charge that has begun is never broken off by closing time.</summary>
    public Refusal? WhyNot(bool agreement, DateTimeOffset now)
    {
        if (State is not StationState.Open)
        {
            return new("station.not-open", ("state", State.ToString()));
        }

        if (!IsOpenAt(now))
        {
            return new("station.closed-now", ("from", $"{OpensAt:HH:mm}"), ("until", $"{ClosesAt:HH:mm}"));
        }

        return ToPublic || agreement ? null : new("station.residents-only");
    }
}
