using System.Diagnostics.Metrics;
using Doorstep.App.Live;

namespace Doorstep.App.Devices;

/// <summary>What is counted about links; the meter's name is `Doorstep.Devices`.</summary>
public sealed class DeviceFigures : IDisposable
{
    public const string Name = "Doorstep.Devices";

    private readonly Meter meter;
    private readonly Counter<long> messages;
    private readonly Counter<long> bad;
    private readonly Counter<long> refused;

    public DeviceFigures(IMeterFactory meters, NodeDoor door, Porch porch)
    {
        meter = meters.Create(Name);
        messages = meter.CreateCounter<long>("doorstep.pile.messages", "{message}", "Messages read from piles");
        bad = meter.CreateCounter<long>("doorstep.pile.bad_input", "{message}", "Messages that could not be read");
        refused = meter.CreateCounter<long>("doorstep.pile.refused_links", "{link}", "Connections refused");
        meter.CreateObservableGauge("doorstep.pile.links", () => door.Count, "{link}", "Piles connected to this node");
        meter.CreateObservableGauge("doorstep.waiting_links", () => porch.Count, "{link}", "Connections that have not shown to be a known pile: visitors, programs, strangers");
    }

    public void Read(string protocol) => messages.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    public void Bad(string protocol) => bad.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    public void Refused(string why) => refused.Add(1, new KeyValuePair<string, object?>("why", why));

    public void Dispose() => meter.Dispose();
}
