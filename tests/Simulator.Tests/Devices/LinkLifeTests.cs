using Doorstep.Simulator.Devices;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Simulator.Tests.Devices;

public sealed class LinkLifeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_ordered_just_before_a_link_connects_keeps_it_away_all_the_same()
    {
        var clock = new Meddler();
        var life = Life(clock);
        var tried = false;
        clock.AtNextTimer = () => life.Cut(TimeSpan.FromDays(1));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = life.Run(
            ct =>
            {
                tried = true;
                return Task.Delay(Timeout.Infinite, ct);
            },
            end.Token);

        Assert.Null(clock.AtNextTimer);
        Assert.False(tried);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_cut_while_the_platform_takes_the_link_outlasts_the_plans_of_a_bad_network()
    {
        var clock = new FakeTimeProvider();
        var life = Life(clock, new BadNetworkSetting { OfflineEvery = TimeSpan.FromMinutes(10), OfflineFor = TimeSpan.FromSeconds(1) });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = life.Run(
            async ct =>
            {
                life.GoDark();
                life.Accepted();
                await Task.Delay(Timeout.Infinite, ct);
            },
            end.Token);
        for (var minute = 0; minute < 60; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((1, false), (life.Tries, life.Up));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static LinkLife Life(TimeProvider real, BadNetworkSetting? network = null) => new(new LinkSetting { Server = "nowhere", Pace = new Pace(real), Network = network });

    /// <summary>A clock that lets something else happen in the moment the next timer is made: between two connections a link makes exactly one.</summary>
    private sealed class Meddler : FakeTimeProvider
    {
        public Action? AtNextTimer { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var meddle = AtNextTimer;
            AtNextTimer = null;
            meddle?.Invoke();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
