using CsCheck;
using Doorstep.Rules.Charging;
using static Doorstep.Rules.Tests.Charging.Told;

namespace Doorstep.Rules.Tests.Charging;

/// <summary>What holds for every order, repetition and loss of a session's messages.</summary>
public sealed class AnyOrderTests
{
    /// <summary>A start, rising readings, an end.</summary>
    private static readonly Gen<(long Start, (int Minute, long Register)[] Readings, int EndMinute, long End)> AnyCharge =
        from start in Gen.Long[0, 100_000_000]
        from steps in Gen.Select(Gen.Int[1, 40], Gen.Long[0, 3_000]).Array[0, 12]
        from rest in Gen.Long[0, 2_000]
        let readings = steps.Aggregate(
            new List<(int Minute, long Register)>(),
            (list, step) =>
            {
                var (minute, register) = list.Count == 0 ? (0, start) : list[^1];
                list.Add((minute + step.Item1, register + step.Item2));
                return list;
            })
        let last = readings.Count == 0 ? (Minute: 0, Register: start) : readings[^1]
        select (start, readings.ToArray(), last.Minute + 1, last.Register + rest);

    private static readonly Gen<SessionEvent> AnyEvent = Gen.OneOf<SessionEvent>(
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 100_000]).Select(x => Read(x.Item1, x.Item2)),
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 100_000]).Select(x => Ended(x.Item1, x.Item2)),
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 100_000]).Select(x => Began(x.Item1, x.Item2)),
        Gen.Select(Gen.Enum<ReportedStatus>(), Gen.Int[0, 100]).Select(x => (SessionEvent)new SessionEvent.StatusSeen(x.Item1, Noon.AddMinutes(x.Item2))),
        Gen.Bool.Select(yes => (SessionEvent)new SessionEvent.StartAnswered(yes, "no")),
        Gen.Bool.Select(yes => (SessionEvent)new SessionEvent.StopAnswered(yes, "no")),
        Gen.Const((SessionEvent)new SessionEvent.StopAsked("resident")),
        Gen.Const((SessionEvent)new SessionEvent.LinkLost()),
        Gen.Const((SessionEvent)new SessionEvent.LinkBack()),
        Gen.Const((SessionEvent)new SessionEvent.Rebooted()),
        Gen.Const((SessionEvent)new SessionEvent.Displaced()),
        Gen.Const((SessionEvent)new SessionEvent.TimePassed()));

    [Fact]
    public void No_energy_is_lost_or_doubled_whatever_the_order_and_repetition() =>
        Gen.Select(AnyCharge, Gen.Int[0, 1_000_000], Gen.Int[0, 3]).Sample((charge, seed, copies) =>
        {
            var messages = Messages(charge);
            var random = new Random(seed);
            var all = messages.Concat(Enumerable.Range(0, copies * messages.Count).Select(_ => messages[random.Next(messages.Count)])).ToArray();
            random.Shuffle(all);

            var told = new Told { Now = Noon.AddMinutes(600) }.Hears(all);

            Assert.Equal(SessionState.Paid, told.Session.State);
            Assert.Equal(charge.End - charge.Start, told.Session.Billed?.WattHours);
            Assert.Single(told.Bills);
        });

    [Fact]
    public void Readings_that_are_lost_cost_no_energy() =>
        Gen.Select(AnyCharge, Gen.Int[0, 1_000_000]).Sample((charge, seed) =>
        {
            var random = new Random(seed);
            var told = new Told { Now = Noon.AddMinutes(600) }.Hears(Messages(charge).Where(m => m is not SessionEvent.Read || random.Next(2) == 0));

            Assert.Equal(charge.End - charge.Start, told.Session.Billed?.WattHours);
        });

    [Fact]
    public void When_the_end_is_lost_what_was_read_is_billed_and_never_more() =>
        Gen.Select(AnyCharge, Gen.Int[0, 12]).Sample((charge, heard) =>
        {
            var readings = charge.Readings.Take(heard).ToList();
            var told = new Told { Now = Noon.AddMinutes(600) }.Hears(Began(0, charge.Start)).Hears(readings.Select(r => Read(r.Minute, r.Register)));
            told.Hears(new SessionEvent.Rebooted()).Later(Limits.RecordPatience);

            Assert.Equal(readings.Select(r => r.Register).DefaultIfEmpty(charge.Start).Last() - charge.Start, told.Session.Billed?.WattHours);
        });

    [Fact]
    public void The_bill_is_the_same_for_any_batching() =>
        Gen.Select(AnyCharge, Gen.Int[1, 5]).Sample((charge, batch) =>
        {
            var one = new Told { Now = Noon.AddMinutes(600) }.Hears(Messages(charge));
            var many = new Told { Now = Noon.AddMinutes(600) }
                .Hears(Began(0, charge.Start))
                .Hears(charge.Readings.Chunk(batch).Select(chunk =>
                    (SessionEvent)new SessionEvent.Read([.. chunk.Reverse().Select(r => new Reading(Noon.AddMinutes(r.Minute), new Energy(r.Register)))])))
                .Hears(Ended(charge.EndMinute, charge.End));

            Assert.Equal(one.Bills[0].Bill.Lines, many.Bills[0].Bill.Lines);
        });

    [Fact]
    public void A_finished_session_never_opens_again_and_its_bill_never_changes() =>
        Gen.Select(AnyCharge, AnyEvent.Array[1, 20]).Sample((charge, later) =>
        {
            var told = new Told { Now = Noon.AddMinutes(600) }.Hears(Messages(charge));
            var (state, billed, total) = (told.Session.State, told.Session.Billed, told.Session.Total);

            told.Hears(later);

            Assert.Equal((state, billed, total), (told.Session.State, told.Session.Billed, told.Session.Total));
            Assert.Single(told.Bills);
        });

    [Fact]
    public void Whatever_happens_a_session_is_billed_at_most_once_and_money_is_released_only_when_it_failed() =>
        AnyEvent.Array[0, 40].Sample(events =>
        {
            var told = new Told { Now = Noon.AddMinutes(600) }.Hears(events);

            Assert.True(told.Bills.Count <= 1);
            Assert.Equal(told.Session.State == SessionState.Failed ? 1 : 0, told.Effects.OfType<SessionEffect.ReleaseHold>().Count());
            Assert.Equal(told.Session.State is SessionState.Paid or SessionState.Billed, told.Bills.Count == 1);
        });

    private static List<SessionEvent> Messages((long Start, (int Minute, long Register)[] Readings, int EndMinute, long End) charge) =>
        [Began(0, charge.Start), .. charge.Readings.Select(r => Read(r.Minute, r.Register)), Ended(charge.EndMinute, charge.End)];
}
