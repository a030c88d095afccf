namespace Doorstep.Simulator.Devices;

/// <summary>Moments at which something is due.</summary>
internal static class Due
{
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    public static DateTimeOffset Soonest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset> others)
    {
        foreach (var other in others)
        {
            first = other < first ? other : first;
        }

        return first;
    }
}
