using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>A node of the city is no more, or is just stopping: foreseeable, and no fault of who asked.</summary>
public static class NodeLoss
{
    /// <summary>True for what a call to another node ends with when that node, or the answer, does not come.</summary>
    public static bool Means(Exception failure) => failure is OrleansException or TimeoutException or ObjectDisposedException;

    /// <summary>`station.moving` for a person whose station has no owner just now.</summary>
    internal static async Task<Decision<T>> OrMoving<T>(this Task<Decision<T>> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception gone) when (Means(gone))
        {
            return new Refusal("station.moving");
        }
    }
}
