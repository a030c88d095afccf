using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;

namespace Doorstep.App;

/// <summary>The city's dated settings in memory: what holds on a day is the decision with the latest start not after it.</summary>
public sealed class CitySettings
{
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<(DateOnly From, long Id), decimal>> decisions = new(StringComparer.Ordinal);

    public decimal Of(CitySetting setting, DateOnly day)
    {
        decimal value = setting.Usual;
        if (decisions.TryGetValue(setting.Key, out var known))
        {
            foreach (var ((from, _), decided) in known)
            {
                if (from > day)
                {
                    break;
                }

                value = decided;
            }
        }

        return value;
    }

    /// <summary>Takes a decision in; the same row twice changes nothing, one that cannot be read is left out.</summary>
    internal void Put(CitySettingRow row)
    {
        if (CitySetting.Find(row.Key)?.Read(row.Value) is { Granted: true } value)
        {
            decisions.AddOrUpdate(
                row.Key,
                _ => ImmutableSortedDictionary<(DateOnly, long), decimal>.Empty.Add((row.From, row.Id), value.Value),
                (_, known) => known.SetItem((row.From, row.Id), value.Value));
        }
    }
}
