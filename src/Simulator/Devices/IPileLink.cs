namespace Doorstep.Simulator.Devices;

/// <summary>A pile's voice in one protocol: it outlives its connections and keeps what must be sent again.</summary>
public interface IPileLink
{
    /// <summary>The platform has accepted this pile on a living connection.</summary>
    bool Up { get; }

    /// <summary>When <see cref="Turn"/> is next due, on the real clock (<see cref="Pace.Real"/>); may be any past moment for "at once".</summary>
    DateTimeOffset NextTurn { get; }

    /// <summary>Something happened at the pile. Called inside <see cref="VirtualPile.Gate"/>: queue, never wait.</summary>
    void Tell(PileEvent happened);

    /// <summary>Periodic messages and time-outs. Called inside <see cref="VirtualPile.Gate"/> by the fleet's pulse: queue, never wait.</summary>
    void Turn(DateTimeOffset now);

    /// <summary>Drops the connection now and stays away for a while (real time).</summary>
    void Cut(TimeSpan away);

    /// <summary>Connects, speaks and reconnects until cancelled; throws only <see cref="OperationCanceledException"/> or a bug.</summary>
    Task Run(CancellationToken cancellationToken);
}
