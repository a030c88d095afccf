using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>What the platform sets at a YKC pile apart from charging: tariff, power, clock, locks, cards, firmware, codes; runs inside the pile's lock.</summary>
internal sealed class YkcUpkeep
{
    private readonly YkcPileLink link;
    private readonly VirtualPile pile;
    private readonly HashSet<Code8> cards = [];
    private bool restartWhenIdle;

    public YkcUpkeep(YkcPileLink link, VirtualPile pile, IReadOnlyList<string> offlineCards)
    {
        this.link = link;
        this.pile = pile;
        foreach (var card in offlineCards)
        {
            if (Code8.TryParse(card, out var code))
            {
                cards.Add(code);
            }
        }
    }

    public bool KnowsCard(string card) => Code8.TryParse(card, out var code) && cards.Contains(code);

    public void Handle(YkcMessage message, ushort sequence)
    {
        YkcMessage? answer = message switch
        {
            ModelSet m => new ModelSetReply(link.Number, Take(m.Model)),
            WorkParameter m => new WorkParameterReply(link.Number, Limit(m)),
            // the simulated clock is the pile's clock and already right
            TimeSync => new TimeSyncReply(link.Number, Cp56Time.Of(pile.Now)),
            GroundLockCommand m => new GroundLockReply(link.Number, m.GunNumber, pile.MoveGroundLock(m.GunNumber, m.Arm == LockArm.Up)),
            CardsSync m => new CardsSyncReply(link.Number, Learn(m), 0),
            CardsClear m => new CardsClearReply(link.Number, [.. m.PhysicalCards.Select(c => new CardCleared(c, cards.Remove(c), 0))]),
            CardsQuery m => new CardsQueryReply(link.Number, [.. m.PhysicalCards.Select(c => new CardKnown(c, cards.Contains(c)))]),
            Reboot => new RebootReply(link.Number, Accepted: true),
            FirmwareUpdate m => new FirmwareUpdateReply(link.Number, Fits(m) ? UpdateOutcome.Done : UpdateOutcome.ModelMismatch),
            QrPrefix => new QrPrefixReply(link.Number, 0),
            QrUrl m => new QrUrlReply(link.Number, m.GunNumber, Accepted: true),
            QrUrlOfGun m => new QrUrlReply(link.Number, m.GunNumber, Accepted: true),
            _ => null,
        };
        if (answer is not null)
        {
            link.Post(answer, sequence);
        }

        // the answer goes first: a restart ends the connection once it is sent
        switch (message)
        {
            case Reboot m:
                Restart(m.When);
                break;
            case FirmwareUpdate m when Fits(m):
                Restart(m.When);
                break;
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

    private bool Fits(FirmwareUpdate update) => update.Model == (pile.Spec.Kind == CurrentKind.Dc ? 1 : 2);

    private bool Learn(CardsSync sync)
    {
        cards.UnionWith(sync.Cards.Select(c => c.Physical));
        return true;
    }

    // a model may change only while nothing is billed by it (§2.2)
    private bool Take(BillingModel model)
    {
        if (pile.Connectors.Any(c => c.Session is not null))
        {
            return false;
        }

        link.Model = model;
        return true;
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
}
