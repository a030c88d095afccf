using System.Collections.Concurrent;
using System.Net;

namespace Doorstep.App.Devices;

/// <summary>Counts failed attempts per address, so that nobody can try ids and secrets at leisure.</summary>
public sealed class Strangers(DeviceSettings settings, TimeProvider clock)
{
    /// <summary>More addresses than this are not remembered one by one; a flood from many is for a firewall.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, (long Minute, int Failures)> failures = new(StringComparer.Ordinal);

    public bool MustWait(string address) => failures.TryGetValue(Whose(address), out var known) && known.Minute == Minute && known.Failures >= settings.StrangersPerMinute;

    public void Failed(string address)
    {
        if (failures.Count > MostRemembered)
        {
            failures.Clear();
        }

        long minute = Minute;
        failures.AddOrUpdate(Whose(address), (minute, 1), (_, known) => known.Minute == minute ? (minute, known.Failures + 1) : (minute, 1));
    }

    private static string Whose(string address) => IPAddress.TryParse(address, out var parsed) ? Subscriber.Of(parsed) : address;

    private long Minute => clock.GetTimestamp() / (clock.TimestampFrequency * 60);
}
