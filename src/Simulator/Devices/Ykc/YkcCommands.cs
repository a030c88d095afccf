using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>What the platform says to a YKC pile, and what the pile does and answers; runs inside the pile's lock.</summary>
internal sealed class YkcCommands
{
    private static readonly TimeSpan PlugWait = TimeSpan.FromSeconds(60);

    private readonly YkcPileLink link;
    private readonly VirtualPile pile;
    private readonly HashSet<Code8> cards = [];
    private readonly Dictionary<int, Credential> asked = [];
    private readonly Dictionary<int, uint> balances = [];
    private readonly Dictionary<string, List<(ParallelRemoteStart Order, ushort Sequence)>> parallel = [];
    private bool restartWhenIdle;

    public YkcCommands(YkcPileLink link, VirtualPile pile, LinkSetting setting)
    {
        this.link = link;
        this.pile = pile;
        foreach (var card in setting.OfflineCards)
        {
            if (Code8.TryParse(card, out var code))
            {
                cards.Add(code);
            }
        }
    }

    /// <summary>A running session has a balance to be watched.</summary>
    public bool Watching => balances.Count > 0;

    public bool KnowsCard(string card) => Code8.TryParse(card, out var code) && cards.Contains(code);

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
                link.Heard(beat: true);
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
            case ModelSet m:
                link.Post(new ModelSetReply(link.Number, Take(m.Model)), sequence);
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
            case WorkParameter m:
                link.Post(new WorkParameterReply(link.Number, Limit(m)), sequence);
                break;
            case TimeSync:
                // the simulated clock is the pile's clock and already right
                link.Post(new TimeSyncReply(link.Number, Cp56Time.Of(pile.Now)), sequence);
                break;
            case GroundLockCommand m:
                link.Post(new GroundLockReply(link.Number, m.GunNumber, pile.MoveGroundLock(m.GunNumber, m.Arm == LockArm.Up)), sequence);
                break;
            case ParallelRemoteStart m:
                BeginParallel(m, sequence);
                break;
            default:
                HandleUpkeep(message, sequence);
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

    /// <summary>A session closed: a restart that waited for it is due.</summary>
    public void Closed()
    {
        if (restartWhenIdle && pile.Connectors.All(c => c.Session is null))
        {
            restartWhenIdle = false;
            pile.Restart();
        }
    }

    public GroundLockReport GroundLock(VirtualConnector connector) => new()
    {
        Pile = link.Number,
        GunNumber = (byte)connector.Number,
        Arm = connector.GroundLockUp ? LockArm.Up : LockArm.Down,
        Occupied = connector.Car is not null,
        BatteryPercent = 90,
    };

    private void HandleUpkeep(YkcMessage message, ushort sequence)
    {
        switch (message)
        {
            case CardsSync m:
                cards.UnionWith(m.Cards.Select(c => c.Physical));
                link.Post(new CardsSyncReply(link.Number, Saved: true, 0), sequence);
                break;
            case CardsClear m:
                link.Post(new CardsClearReply(link.Number, [.. m.PhysicalCards.Select(c => new CardCleared(c, cards.Remove(c), 0))]), sequence);
                break;
            case CardsQuery m:
                link.Post(new CardsQueryReply(link.Number, [.. m.PhysicalCards.Select(c => new CardKnown(c, cards.Contains(c)))]), sequence);
                break;
            case Reboot m:
                link.Post(new RebootReply(link.Number, Accepted: true), sequence);
                Restart(m.When);
                break;
            case FirmwareUpdate m:
                var fits = m.Model == (pile.Spec.Kind == CurrentKind.Dc ? 1 : 2);
                link.Post(new FirmwareUpdateReply(link.Number, fits ? UpdateOutcome.Done : UpdateOutcome.ModelMismatch), sequence);
                if (fits)
                {
                    Restart(m.When);
                }

                break;
            case QrPrefix:
                link.Post(new QrPrefixReply(link.Number, 0), sequence);
                break;
            case QrUrl m:
                link.Post(new QrUrlReply(link.Number, m.GunNumber, Accepted: true), sequence);
                break;
            case QrUrlOfGun m:
                link.Post(new QrUrlReply(link.Number, m.GunNumber, Accepted: true), sequence);
                break;
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

    private bool Take(BillingModel model)
    {
        if (pile.Connectors.Any(c => c.Session is not null))
        {
            return false;
        }

        link.Model = model;
        return true;
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

    private bool Limit(WorkParameter parameter)
    {
        if (!parameter.Locked && parameter.MaxPowerPercent is < 30 or > 100)
        {
            return false;
        }

        pile.SetService(null, !parameter.Locked);
        if (!parameter.Locked)
        {
            pile.Limit(null, parameter.MaxPowerPercent == 100 ? null : pile.Spec.RatedWatts * parameter.MaxPowerPercent / 100);
        }

        return true;
    }

    private void Restart(ExecuteWhen when)
    {
        restartWhenIdle = when != ExecuteWhen.Now && pile.Connectors.Any(c => c.Session is not null);
        if (!restartWhenIdle)
        {
            pile.Restart();
        }
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
