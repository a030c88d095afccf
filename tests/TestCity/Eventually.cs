namespace Doorstep.TestCity;

/// <summary>Waits for what other threads bring about; fails loudly instead of waiting for ever.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s in vain: {what}");
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
