using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>What the platform says to a YKC pile, and what the pile does and answers; runs inside the pile's lock.</summary>
internal sealed class YkcCommands
{
    private static readonly TimeSpan PlugWait = TimeSpan.FromSeconds(60);

    private readonly YkcPileLink link;
    private readonly VirtualPile pile;
    private readonly Dictionary<int, Credential> asked = [];
    private readonly Dictionary<int, uint> balances = [];
    private readonly Dictionary<string, List<(ParallelRemoteStart Order, ushort Sequence)>> parallel = [];

    public YkcCommands(YkcPileLink link, VirtualPile pile)
    {
        this.link = link;
        this.pile = pile;
    }

    /// <summary>A running session has a balance to be watched.</summary>
    public bool Watching => balances.Count > 0;

    public void Ask(VirtualConnector connector, Credential credential)
    {
        var byVin = credential.Kind == CredentialKind.Vin;
        Code8 card = default;
        if (!byVin && !Code8.TryParse(credential.Value, out card))
        {
            // the reader cannot read this card
            return;
        }

        asked[connector.Number] = credential;
        link.Post(new StartRequest
        {
            Pile = link.Number,
            Gun = Gun.Of(connector.Number),
            Mode = byVin ? StartMode.Vin : StartMode.Card,
            Card = card,
            Vin = byVin ? credential.Value : "",
        });
    }

    /// <summary>Carries out what concerns the link and charging; the rest is <see cref="YkcUpkeep"/>'s.</summary>
    public void Handle(YkcMessage message, ushort sequence)
    {
        switch (message)
        {
            case LoginReply m when m.Accepted:
                link.LoggedIn();
                break;
            case LoginReply:
                throw new IOException("The platform refused the login.");
            case HeartbeatReply:
                link.Heard();
                break;
            case ModelCheckReply m when m.Same && link.Model is not null:
                link.HasModel();
                break;
            case ModelCheckReply:
                link.Post(new ModelRequest(link.Number));
                break;
            case ModelReply m:
                link.Model = m.Model;
                link.HasModel();
                break;
            case ReadRealtime m when pile.Find(m.Gun.Number) is { } connector:
                link.Report(connector, sequence);
                break;
            case StartDecision m:
                Begin(m);
                break;
            case RemoteStart m:
                Begin(m, sequence);
                break;
            case RemoteStop m:
                Stop(m, sequence);
                break;
            case TransactionRecordReply m:
                link.Acknowledged(m);
                break;
            case BalanceUpdate m:
                link.Post(new BalanceUpdateReply(link.Number, m.PhysicalCard, TakeBalance(m)), sequence);
                break;
            case ParallelRemoteStart m:
                BeginParallel(m, sequence);
                break;
        }
    }

    /// <summary>A session began: the platform's order is answered with success, at once or when the plug came later (§2.4).</summary>
    public void Answer(ChargeSession session)
    {
        switch (session.Order.LinkState)
        {
            case RemoteOrder { Start: var start, Sequence: var sequence }:
                balances[session.Connector.Number] = start.BalanceFen;
                link.Post(new RemoteStartReply(start.Transaction, link.Number, start.Gun, Accepted: true, RemoteStartFailure.None), sequence);
                break;
            case StartDecision decision:
                balances[session.Connector.Number] = decision.BalanceFen;
                break;
        }
    }

    /// <summary>Ends sessions whose balance is used up by the pile's own reckoning.</summary>
    public void WatchBalances()
    {
        foreach (var (number, balanceFen) in balances.ToArray())
        {
            if (pile.Find(number)?.Session is not { } session)
            {
                balances.Remove(number);
            }
            else if (link.Model is { } model && new YkcBill(model, session).AmountCentiFen >= balanceFen * 100L)
            {
                pile.Stop(number, StopCause.BalanceUsedUp);
            }
        }
    }

    private void Begin(StartDecision decision)
    {
        if (!asked.Remove(decision.Gun.Number, out var credential) || !decision.Accepted || decision.Pile != link.Number)
        {
            return;
        }

        var by = credential.Kind == CredentialKind.Vin ? StartedBy.Vin : StartedBy.Card;
        pile.Start(decision.Gun.Number, new StartOrder(by, decision.Transaction.ToString(), credential.Value) { LinkState = decision, WaitForPlug = PlugWait });
    }

    private void Begin(RemoteStart start, ushort sequence)
    {
        if (pile.Find(start.Gun.Number)?.Session is { } running && running.PlatformId == start.Transaction.ToString())
        {
            // the same order once more: it was carried out
            link.Post(new RemoteStartReply(start.Transaction, link.Number, start.Gun, Accepted: true, RemoteStartFailure.None), sequence);
            return;
        }

        var failure = start.Pile != link.Number ? RemoteStartFailure.NumberMismatch : Failure(pile.Start(start.Gun.Number, OrderOf(start, sequence)));
        if (failure != RemoteStartFailure.None)
        {
            link.Post(new RemoteStartReply(start.Transaction, start.Pile, start.Gun, Accepted: false, failure), sequence);
        }
    }

    private static StartOrder OrderOf(RemoteStart start, ushort sequence) =>
        new(StartedBy.Platform, start.Transaction.ToString(), start.PhysicalCard.IsNone ? null : start.PhysicalCard.ToString())
        {
            WaitForPlug = PlugWait,
            LinkState = new RemoteOrder(start, sequence),
        };

    // both guns get their own order; the charge begins when the last one is there (§2.9)
    private void BeginParallel(ParallelRemoteStart order, ushort sequence)
    {
        var connector = pile.Find(order.Start.Gun.Number);
        var free = connector is { Car: not null, Session: null, Faults: PileFault.None };
        var together = parallel.TryGetValue(order.ParallelNumber, out var known) ? known : parallel[order.ParallelNumber] = [];
        if (free)
        {
            together.Add((order, sequence));
        }

        var failure = free ? RemoteStartFailure.None : connector is { Car: null } ? RemoteStartFailure.NotPlugged : RemoteStartFailure.Fault;
        var reply = new RemoteStartReply(order.Start.Transaction, link.Number, order.Start.Gun, free, failure);
        link.Post(new ParallelRemoteStartReply(reply, new ParallelLink(together.Count > 1, order.ParallelNumber)), sequence);
        if (together.Count == pile.Spec.ConnectorCount)
        {
            parallel.Remove(order.ParallelNumber);
            foreach (var (one, _) in together)
            {
                pile.Start(one.Start.Gun.Number, new StartOrder(StartedBy.Platform, one.Start.Transaction.ToString(), null));
            }
        }
    }

    private void Stop(RemoteStop stop, ushort sequence)
    {
        var failure = stop.Pile != link.Number ? RemoteStopFailure.NumberMismatch
            : pile.Find(stop.Gun.Number)?.Session is null ? RemoteStopFailure.NotCharging
            : RemoteStopFailure.None;
        link.Post(new RemoteStopReply(stop.Pile, stop.Gun, failure == RemoteStopFailure.None, failure), sequence);
        if (failure == RemoteStopFailure.None)
        {
            pile.Stop(stop.Gun.Number, StopCause.Remote);
        }
    }

    private BalanceOutcome TakeBalance(BalanceUpdate update)
    {
        if (update.Pile != link.Number || pile.Find(update.Gun.Number)?.Session is not { } session)
        {
            return BalanceOutcome.WrongDevice;
        }

        if (!update.PhysicalCard.IsNone && session.Order.Card != update.PhysicalCard.ToString())
        {
            return BalanceOutcome.WrongCard;
        }

        balances[update.Gun.Number] = update.BalanceFen;
        return BalanceOutcome.Updated;
    }

    private static RemoteStartFailure Failure(StartOutcome outcome) => outcome switch
    {
        StartOutcome.Started => RemoteStartFailure.None,
        StartOutcome.Waiting or StartOutcome.NotPlugged => RemoteStartFailure.NotPlugged,
        StartOutcome.AlreadyCharging => RemoteStartFailure.AlreadyCharging,
        StartOutcome.NoSuchConnector => RemoteStartFailure.NumberMismatch,
        _ => RemoteStartFailure.Fault,
    };

    private sealed record RemoteOrder(RemoteStart Start, ushort Sequence);
}
