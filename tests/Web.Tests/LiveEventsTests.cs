using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Doorstep.Web.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.Web.Tests;

public sealed class LiveEventsTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Life life = new();

    [Fact]
    public async Task A_quiet_link_ticks_so_that_a_dead_one_is_noticed()
    {
        var said = Channel.CreateUnbounded<SseItem<string>>();
        await using var heard = Listen(said);
        var first = heard.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(await first);
        Assert.Equal("tick", heard.Current.EventType);
        await said.Writer.WriteAsync(LiveEvents.Part("x", "<b>1</b>"), TestContext.Current.CancellationToken);
        Assert.True(await heard.MoveNextAsync());
        Assert.Equal("part", heard.Current.EventType);
    }

    [Fact]
    public async Task The_stream_ends_with_its_source()
    {
        var said = Channel.CreateUnbounded<SseItem<string>>();
        await said.Writer.WriteAsync(LiveEvents.Go("/bills/7"), TestContext.Current.CancellationToken);
        said.Writer.Complete();
        await using var heard = Listen(said);
        Assert.True(await heard.MoveNextAsync());
        Assert.Equal("/bills/7", heard.Current.Data);
        Assert.False(await heard.MoveNextAsync());
    }

    [Fact]
    public async Task An_open_page_never_holds_up_the_end_of_the_program()
    {
        await using var heard = Listen(Channel.CreateUnbounded<SseItem<string>>());
        var next = heard.MoveNextAsync();
        life.StopApplication();
        Assert.False(await next);
    }

    [Fact]
    public void What_a_part_says_cannot_break_out_of_its_frame() =>
        Assert.DoesNotContain("</script", LiveEvents.Part("x", "</script><script>").Data, StringComparison.OrdinalIgnoreCase);

    public void Dispose() => life.Dispose();

    private IAsyncEnumerator<SseItem<string>> Listen(Channel<SseItem<string>> said) =>
        new LiveEvents(time, life).Keep(said.Reader.ReadAllAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private sealed class Life : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
