namespace Doorstep.App.Store;

/// <summary>
/// Numbers the changes this node makes to what it keeps in memory, so that what was read from the store before such a change does not undo it.
/// Whoever notes or asks holds the lock under which the thing itself is replaced.
/// </summary>
internal sealed class OwnChanges<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> changed = [];
    private long last;

    /// <summary>A mark to take before reading from the store.</summary>
    public long Mark() => Interlocked.Read(ref last);

    public void Note(TKey key) => changed[key] = Interlocked.Increment(ref last);

    /// <summary>False if this node changed the thing after <paramref name="mark"/>: then what was read is older.</summary>
    public bool MayTake(TKey key, long mark) => changed.GetValueOrDefault(key) <= mark;
}
