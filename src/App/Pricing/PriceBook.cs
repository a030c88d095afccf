using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Pricing;

namespace Doorstep.App.Pricing;

/// <summary>All published prices in memory: versions of tariffs, which station charges which, exceptions from the ceiling.</summary>
public sealed class PriceBook
{
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<long, Tariff>> tariffs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OrganisationId> owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StationId, ImmutableSortedDictionary<long, Assignment>> assignments = new();
    private readonly ConcurrentDictionary<StationId, ImmutableSortedDictionary<long, (DateOnly From, CeilingException Exception)>> exceptions = new();
    private volatile Cache frozen = new(default, 0);
    private long edition;

    public IReadOnlyList<string> Codes => [.. tariffs.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<Tariff> Versions(string code) => tariffs.TryGetValue(code, out var versions) ? [.. versions.Values] : [];

    public OrganisationId? OwnerOf(string code) => owners.TryGetValue(code, out var owner) ? owner : null;

    public IReadOnlyList<Assignment> AssignmentsOf(StationId station) => assignments.TryGetValue(station, out var here) ? [.. here.Values] : [];

    public Tariff? TariffOf(StationId station, DateOnly day)
    {
        var chosen = AssignmentsOf(station).Where(a => a.From <= day && (a.Until is null || day <= a.Until)).OrderBy(a => a.From).ThenBy(a => a.Id).LastOrDefault();
        return chosen is null ? null : Tariff.InForce(Versions(chosen.TariffCode), day);
    }

    /// <summary>The terms of a session that starts on a day; <paramref name="ceiling"/> for an agreement resident. The same object until a price changes.</summary>
    public Decision<Terms> TermsOf(StationId station, DateOnly day, UnitPrice? ceiling)
    {
        // What is made from prices that change meanwhile lands in a cache nobody asks any more.
        var cache = frozen;
        long now = Interlocked.Read(ref edition);
        if (cache.Day != day || cache.Edition != now)
        {
            cache = new(day, now);
            frozen = cache;
        }

        return cache.Terms.GetOrAdd((station, ceiling), _ => Terms.Frozen(day, d => TariffOf(station, d), ceiling, ExceptionOf(station, day)));
    }

    public CeilingException? ExceptionOf(StationId station, DateOnly day) =>
        exceptions.TryGetValue(station, out var here)
            ? here.Values.Where(e => e.From <= day && day <= e.Exception.LastDay).Select(e => e.Exception).LastOrDefault()
            : null;

    internal void Put(TariffRow row)
    {
        owners[row.Code] = row.Owner;
        Set(tariffs, row.Code, row.Id, row.WithdrawnAt is null ? Published(row) : null);
    }

    internal void Put(StationTariffRow row) =>
        Set(assignments, row.Station, row.Id, row.WithdrawnAt is null ? new Assignment(row.Id, row.Station, row.TariffCode, row.From, row.Until) : null);

    internal void Put(CeilingExceptionRow row)
    {
        exceptions.AddOrUpdate(
            row.Station,
            _ => ImmutableSortedDictionary<long, (DateOnly, CeilingException)>.Empty.Add(row.Id, Entry(row)),
            (_, here) => here.SetItem(row.Id, Entry(row)));
        Interlocked.Increment(ref edition);
    }

    /// <summary>A row as the rule's record; the row's own dates and number stand above those in its text.</summary>
    internal static Tariff Published(TariffRow row) =>
        PricingJson.Read<Tariff>(row.Rates) with { Version = row.Id, Code = row.Code, Name = row.Name, ValidFrom = row.ValidFrom, ValidUntil = row.ValidUntil };

    private static (DateOnly From, CeilingException Exception) Entry(CeilingExceptionRow row) => (row.From, new(row.Ceiling, row.Until, row.Reason));

    private void Set<TKey, T>(ConcurrentDictionary<TKey, ImmutableSortedDictionary<long, T>> book, TKey key, long id, T? entry)
        where TKey : notnull
        where T : class
    {
        book.AddOrUpdate(
            key,
            _ => entry is null ? ImmutableSortedDictionary<long, T>.Empty : ImmutableSortedDictionary<long, T>.Empty.Add(id, entry),
            (_, entries) => entry is null ? entries.Remove(id) : entries.SetItem(id, entry));
        Interlocked.Increment(ref edition);
    }

    /// <summary>Terms of one day under one edition of the book.</summary>
    private sealed class Cache(DateOnly day, long edition)
    {
        public DateOnly Day { get; } = day;

        public long Edition { get; } = edition;

        public ConcurrentDictionary<(StationId Station, UnitPrice? Ceiling), Decision<Terms>> Terms { get; } = new();
    }
}

/// <summary>A station charges a tariff from a local day, to the end of another or until it charges a newer one.</summary>
public sealed record Assignment(long Id, StationId Station, string TariffCode, DateOnly From, DateOnly? Until);
