using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>What a pile says of itself: that it has started, and how its connectors are.</summary>
public sealed class HearStatus(SessionBook book)
{
    public async Task Booted(LiveStation station, LivePile pile, PileBooted boot, CancellationToken ct)
    {
        await book.Note(pile, null, "boot", $"{boot.Vendor} {boot.Model} {boot.Firmware} {boot.Serial} {boot.Reason}".Trim(), ct);
        foreach (var session in pile.Sessions.FindAll(s => !s.State.Over))
        {
            await book.Apply(station, pile, session, new SessionEvent.Rebooted(), ct);
        }
    }

    public async Task Reported(LiveStation station, LivePile pile, StatusReport report, CancellationToken ct)
    {
        if (pile.Entry.Lacks(report.Connector))
        {
            await book.Note(pile, report.Connector, "bad-input", "status of a connector this pile does not have", ct);
            return;
        }

        var connector = pile.Connector(report.Connector);
        bool changed = connector.Status != report.Status || connector.Fault != report.Fault;
        connector.Status = report.Status;
        connector.Fault = report.Fault;
        connector.StatusAt = report.At is { } at ? PileTime.Believed(at, book.Now, book.Rules) : book.Now;
        if (changed)
        {
            station.Touch();
            await book.Note(pile, report.Connector, report.Status == ReportedStatus.Faulted ? "fault" : "status", $"{report.Status} {report.Fault}".Trim(), ct);
        }

        if (pile.OpenOn(report.Connector) is { } session)
        {
            await book.Apply(station, pile, session, new SessionEvent.StatusSeen(report.Status, connector.StatusAt.Value), ct);
        }
    }
}
