using Doorstep.App.Pricing;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.Charging;
using Doorstep.Rules.Pricing;
using Doorstep.Rules.Stations;

namespace Doorstep.App.Charging;

/// <summary>
/// Where sessions change: asks the rules, changes memory, queues the write, and performs the effects once it is on disk.
/// Everything before the first await happens at once, so the order in memory is the order on disk.
/// </summary>
public sealed class SessionBook(GroupCommit commits, CityClock clock, IdSource ids, ChargingSettings settings, OutboxSignal signal)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public ChargingRules Rules => settings.Now;

    public SessionId NewId() => new(ids.Next());

    /// <summary>
    /// Writes a new session and sets its money aside in the same commit. With <paramref name="evenUnpaid"/> the session is kept
    /// although the money was refused: the pile has begun it, and what it gave must be known.
    /// </summary>
    public async Task<Decision<Money>> Open(LiveStation station, LivePile pile, LiveSession live, bool evenUnpaid, CancellationToken ct)
    {
        station.Add(pile, live);
        live.Version = 1;
        var row = SessionRows.Row(live, station.Id);
        var readings = live.Points.Select(p => SessionRows.Reading(row.Id, new Reading(p.At, p.Register))).ToList();
        var note = Event(pile, live.State.Connector.Number, "start", $"{row.Id} {row.StartedBy} {row.Card}");
        var (wanted, atLeast) = MoneyGuard.Hold(pile.Entry.Kind == PileKind.Dc, Rules);
        bool holds = live.State.Payer is not null && !live.State.Offline;
        var now = Now;
        var held = await commits.Write<Decision<Money>>(
            async (rows, token) =>
            {
                Decision<Money> money = Money.Zero;
                if (holds)
                {
                    money = await WalletBook.Hold(rows, row.Resident!.Value, wanted, atLeast, row.Id, now, token);
                    if (!money.Granted && !evenUnpaid)
                    {
                        return money;
                    }
                }

                row.Held = money.Granted ? money.Value : Money.Zero;
                await rows.Insert(row, token);
                await new AddedRows(readings, [note]).Insert(rows, token);
                return money;
            },
            ct);
        if (held.Granted)
        {
            live.State = live.State with { Held = held.Value };
        }
        else if (!evenUnpaid)
        {
            station.Forget(pile, live);
        }

        station.Touch();
        return held;
    }

    /// <summary>Lets something happen to a session; returns the rule's refusal, if it gave one, after everything is on disk.</summary>
    public async Task<Refusal?> Apply(LiveStation station, LivePile pile, LiveSession live, SessionEvent happened, CancellationToken ct)
    {
        var now = Now;
        var rules = Rules;
        var before = live.State;
        var step = SessionLife.Apply(before, happened, now, rules);
        var effects = step.Effects.ToList();
        live.State = step.Next;
        foreach (var reading in effects.OfType<SessionEffect.Keep>().SelectMany(kept => kept.Readings))
        {
            live.Take(reading, now);
        }

        var bill = MakeBill(live, pile, effects, now, rules);
        var changed = SessionRows.Changed(before, live.State);
        if (!ReferenceEquals(before, live.State) && before != live.State)
        {
            station.Touch();
        }

        if (changed is not null || effects.Count > 0)
        {
            await Save(station, pile, live, effects, bill, changed, now, ct);
        }

        foreach (var _ in effects.OfType<SessionEffect.CommandStop>())
        {
            await SendStop(pile, live);
        }

        if (happened is SessionEvent.Read && live.State.State == SessionState.Charging && live.MoneyIsUsedUp(pile.Entry.RatedPower, now, rules))
        {
            await Apply(station, pile, live, new SessionEvent.StopAsked(SessionLife.StoppedForMoney), ct);
        }

        return step.Refusal;
    }

    /// <summary>Returns once everything queued so far is on disk: a repeat must not be confirmed before what it repeats.</summary>
    public Task Settled(CancellationToken ct) => commits.Add(AddedRows.None, ct);

    /// <summary>Keeps a transaction that began with the plug alone, over whatever plug its connector had before.</summary>
    public Task KeepPlug(LivePile pile, TransactionBegan began, CancellationToken ct) => commits.Run(
        async (db, token) =>
        {
            if (await db.Plugs.FindAsync([pile.Id, began.Connector], token) is not { } row)
            {
                row = new() { Pile = pile.Id, Connector = began.Connector, Transaction = began.Transaction! };
                db.Plugs.Add(row);
            }

            (row.Transaction, row.Register, row.At) = (began.Transaction!, began.Register, began.At);
        },
        ct);

    public PileEventRow Event(LivePile pile, int? connector, string kind, string text) => new()
    {
        Id = ids.Next(),
        Pile = pile.Id,
        Station = pile.Entry.Station,
        Connector = connector,
        At = Now,
        Kind = kind,
        Text = KeptText.Of(text, 500),
    };

    /// <summary>Writes a line into the pile's event log without waiting for it.</summary>
    public ValueTask Note(LivePile pile, int? connector, string kind, string text, CancellationToken ct) =>
        commits.Post(new AddedRows([], [Event(pile, connector, kind, text)]), ct);

    /// <summary>Asks a pile to stop what it does for a session; an unreachable pile is asked again when patience says so.</summary>
    private static async Task SendStop(LivePile pile, LiveSession live)
    {
        var s = live.State;
        if (pile.Link is { } link)
        {
            await PileLink.Send(pile, link, new PileCommand.StopCharging(s.Id.Value, s.Id, s.Connector.Number, s.PileTransaction));
        }
    }

    private static SessionBill? MakeBill(LiveSession live, LivePile pile, List<SessionEffect> effects, DateTimeOffset now, ChargingRules rules)
    {
        if (!effects.Exists(e => e is SessionEffect.MakeBill))
        {
            return null;
        }

        var bill = live.Terms is { } terms ? SessionBill.For(live.State, live.Points, terms, pile.Entry.RatedPower, rules) : null;
        SessionEvent outcome = bill is null ? new SessionEvent.PriceMissing() : new SessionEvent.BillMade(bill, live.State.Payer is not null);
        var step = SessionLife.Apply(live.State, outcome, now, rules);
        live.State = step.Next;
        effects.AddRange(step.Effects);
        return bill;
    }

    private async Task Save(
        LiveStation station, LivePile pile, LiveSession live, List<SessionEffect> effects, SessionBill? bill, IReadOnlySet<string>? changed, DateTimeOffset now, CancellationToken ct)
    {
        var id = live.State.Id;
        var readings = effects.OfType<SessionEffect.Keep>().SelectMany(k => k.Readings).Select(r => SessionRows.Reading(id, r)).ToList();
        var events = effects.ConvertAll(e => Line(pile, live, e)).OfType<PileEventRow>().ToList();
        var added = new AddedRows(readings, events);
        if (changed is null)
        {
            if (readings.Count > 0)
            {
                await commits.Add(added, ct);
            }
            else if (events.Count > 0)
            {
                await commits.Post(added, ct);
            }

            return;
        }

        long known = live.Version++;
        var row = SessionRows.Row(live, station.Id);
        bool release = effects.Exists(e => e is SessionEffect.ReleaseHold) && row.Resident is not null && row.Held > Money.Zero;
        var told = row.Resident is null ? [] : effects.OfType<SessionEffect.TellResident>().Select(t => TellResident.Row(ids.Next(), row, t.Kind, now)).ToList();
        await commits.Write(
            async (rows, token) =>
            {
                await rows.Update(row, changed, known, token);
                await added.Insert(rows, token);
                await rows.InsertAll(told, token);
                if (told.Count > 0)
                {
                    signal.Expect();
                }

                if (bill is not null)
                {
                    await rows.Insert(BillRow(id, bill.Bill, now), token);
                    if (row.Resident is { } payer)
                    {
                        await WalletBook.Settle(rows, payer, id, new Charge(bill.Bill.Electricity, bill.Bill.Service), row.Provider, ids, now, token);
                    }
                }

                if (release)
                {
                    await WalletBook.Release(rows, row.Resident!.Value, id, ids, now, token);
                }
            },
            ct);
    }

    private PileEventRow? Line(LivePile pile, LiveSession live, SessionEffect effect) => effect switch
    {
        SessionEffect.Note note => Event(pile, live.State.Connector.Number, note.Kind, $"{live.State.Id} {note.Text}"),
        SessionEffect.RaiseAlert alert => Event(pile, live.State.Connector.Number, "alert", $"{alert.Kind} {live.State.Id} {alert.Text}"),
        SessionEffect.MakeBill => Event(pile, live.State.Connector.Number, "stop", $"{live.State.Id} {live.State.StopReason} {live.State.Billed?.WattHours} Wh"),
        SessionEffect.CommandStop => Event(pile, live.State.Connector.Number, "command", $"stop {live.State.Id}"),
        _ => null,
    };

    private static BillRow BillRow(SessionId session, Bill bill, DateTimeOffset now) => new()
    {
        Session = session,
        At = now,
        Energy = bill.Energy,
        Electricity = bill.Electricity,
        Service = bill.Service,
        Total = bill.Total,
        Market = bill.Market,
        Lines = PricingJson.Write(bill.Lines),
    };
}
