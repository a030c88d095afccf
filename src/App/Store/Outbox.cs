using System.Text.Json;
using System.Threading.Channels;
using Doorstep.App.Store.Rows;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.App.Store;

/// <summary>Does what an effect says. It may be asked again with the same <paramref name="id"/> after a crash, and must then do no harm.</summary>
public interface IPerform<in TEffect>
{
    /// <summary>Throws when it could not; it is then tried again later.</summary>
    Task Perform(TEffect effect, long id, CancellationToken ct);
}

/// <summary>Effects on their way: put in the same commit as their cause, performed after it, none lost.</summary>
public sealed class Outbox(IEnumerable<EffectKind> kinds, OutboxSignal signal, IdSource ids, TimeProvider clock)
{
    private readonly Dictionary<Type, EffectKind> byType = kinds.ToDictionary(k => k.Type);

    /// <summary>Puts an effect into the context of a group commit's work.</summary>
    public void Put<TEffect>(DoorstepDb db, TEffect effect)
        where TEffect : notnull
    {
        db.Outbox.Add(new() { Id = ids.Next(), Kind = byType[typeof(TEffect)].Name, Body = JsonSerializer.Serialize(effect), At = clock.GetUtcNow() });
        signal.Expect();
    }
}

/// <summary>An effect's stable name, its record, and who performs it.</summary>
public sealed record EffectKind(string Name, Type Type, Func<IServiceProvider, OutboxRow, CancellationToken, Task> Perform);

/// <summary>Wakes the performer when a commit brought effects.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int expected;

    public ChannelReader<bool> Woken => wake.Reader;

    public void Expect() => Interlocked.Exchange(ref expected, 1);

    public void Committed()
    {
        if (Interlocked.Exchange(ref expected, 0) == 1)
        {
            wake.Writer.TryWrite(true);
        }
    }
}

/// <summary>Registers effects.</summary>
public static class OutboxServices
{
    /// <param name="services">The host's services.</param>
    /// <param name="name">Stable: it is stored.</param>
    public static IServiceCollection AddEffect<TEffect, TPerformer>(this IServiceCollection services, string name)
        where TPerformer : class, IPerform<TEffect>
    {
        services.AddSingleton<TPerformer>();
        return services.AddSingleton(new EffectKind(
            name,
            typeof(TEffect),
            (provider, row, ct) => provider.GetRequiredService<TPerformer>().Perform(JsonSerializer.Deserialize<TEffect>(row.Body)!, row.Id, ct)));
    }
}
