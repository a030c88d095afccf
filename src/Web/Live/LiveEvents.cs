using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace Doorstep.Web.Live;

/// <summary>
/// What a page hears over its live link (the island `live-parts`): parts to put in place, facts for a chart, where to go, and a tick
/// when nothing else was said for a while, so that a dead link is noticed.
/// </summary>
internal sealed class LiveEvents(TimeProvider time, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    public static SseItem<string> Part(string id, string html) => new(JsonSerializer.Serialize(new { id, html }, JsonSerializerOptions.Web), "part");

    public static SseItem<string> Chart(string id, object data) => new(JsonSerializer.Serialize(new { id, data }, JsonSerializerOptions.Web), "chart");

    public static SseItem<string> Go(string path) => new(path, "go");

    /// <summary>Adds the ticks, and ends the stream when the program stops, so that a stop never waits for an open page.</summary>
    public async IAsyncEnumerable<SseItem<string>> Keep(IAsyncEnumerable<SseItem<string>> said, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        await using var words = said.GetAsyncEnumerator(ending.Token);
        var next = words.MoveNextAsync().AsTask();
        while (true)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            var first = await Task.WhenAny(next, Task.Delay(Quiet, time, waiting.Token));
            await waiting.CancelAsync();
            if (life.ApplicationStopping.IsCancellationRequested || ct.IsCancellationRequested)
            {
                // The source sees the same end; wait for it so that nothing of it is left running.
                await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                yield break;
            }

            if (first != next)
            {
                yield return new SseItem<string>("", "tick");
                continue;
            }

            if (!await next)
            {
                yield break;
            }

            yield return words.Current;
            next = words.MoveNextAsync().AsTask();
        }
    }
}
