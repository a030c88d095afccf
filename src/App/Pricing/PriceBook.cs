using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.App.Store;
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
    private readonly ConcurrentDictionary<StationId, ImmutableSortedDictionary<long, DatedException>> exceptions = new();
    private readonly OwnChanges<long> own = new();
    private readonly Lock changing = new();
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

    /// <summary>A mark for what is about to be read from the store.</summary>
    internal long Mark() => own.Mark();

    /// <summary>What this node has just changed itself.</summary>
    internal void Put(TariffRow row) => Put(row.Id, () => Place(row));

    /// <inheritdoc cref="Put(TariffRow)"/>
    internal void Put(StationTariffRow row) => Put(row.Id, () => Place(row));

    /// <inheritdoc cref="Put(TariffRow)"/>
    internal void Put(CeilingExceptionRow row) => Put(row.Id, () => Place(row));

    /// <summary>What was read from the store after <paramref name="mark"/>; a change this node made since then is newer and stays.</summary>
    internal void PutRead(TariffRow row, long mark) => PutRead(row.Id, mark, () => Place(row));

    /// <inheritdoc cref="PutRead(TariffRow, long)"/>
    internal void PutRead(StationTariffRow row, long mark) => PutRead(row.Id, mark, () => Place(row));

    /// <inheritdoc cref="PutRead(TariffRow, long)"/>
    internal void PutRead(CeilingExceptionRow row, long mark) => PutRead(row.Id, mark, () => Place(row));

    /// <summary>A row as the rule's record; the row's own dates and number stand above those in its text.</summary>
    internal static Tariff Published(TariffRow row) =>
        PricingJson.Read<Tariff>(row.Rates) with { Version = row.Id, Code = row.Code, Name = row.Name, ValidFrom = row.ValidFrom, ValidUntil = row.ValidUntil };

    /// <summary>Ids of rows are unique in the whole city, whatever their table.</summary>
    private void Put(long id, Action place)
    {
        lock (changing)
        {
            own.Note(id);
            place();
        }
    }

    private void PutRead(long id, long mark, Action place)
    {
        lock (changing)
        {
            if (own.MayTake(id, mark))
            {
                place();
            }
        }
    }

    private void Place(TariffRow row)
    {
        owners[row.Code] = row.Owner;
        Set(tariffs, row.Code, row.Id, row.WithdrawnAt is null ? Published(row) : null);
    }

    private void Place(StationTariffRow row) =>
        Set(assignments, row.Station, row.Id, row.WithdrawnAt is null ? new Assignment(row.Id, row.Station, row.TariffCode, row.From, row.Until) : null);

    private void Place(CeilingExceptionRow row) =>
        Set(exceptions, row.Station, row.Id, new DatedException(row.From, new(row.Ceiling, row.Until, row.Reason)));

    private void Set<TKey, T>(ConcurrentDictionary<TKey, ImmutableSortedDictionary<long, T>> book, TKey key, long id, T? entry)
        where TKey : notnull
        where T : class
    {
        var entries = book.GetValueOrDefault(key, ImmutableSortedDictionary<long, T>.Empty);
        book[key] = entry is null ? entries.Remove(id) : entries.SetItem(id, entry);
        Interlocked.Increment(ref edition);
    }

    private sealed record DatedException(DateOnly From, CeilingException Exception);

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
