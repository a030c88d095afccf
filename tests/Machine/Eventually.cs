using System.Runtime.CompilerServices;

namespace Doorstep.Machine;

/// <summary>Waits for what other threads and programs bring about; fails loudly instead of waiting for ever.</summary>
public static class Eventually
{
    private const int ShortestPause = 5;
    private const int LongestPause = 100;

    /// <summary>How long anything awaited may take on a slow and busy machine; nothing waits this long when it works.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Task True(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => True(() => Task.FromResult(condition()), what);

    public static async Task True(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = ShortestPause; !await condition(); pause = Math.Min(2 * pause, LongestPause))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s in vain: {what}");
            }

            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }
}
