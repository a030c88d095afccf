using System.Buffers;
using Doorstep.Machine;
using Doorstep.Wire.Ykc;
using Microsoft.Extensions.Time.Testing;

namespace Doorstep.App.Tests.Devices;

/// <summary>Damaged and hostile bytes at the YKC port, over real sockets.</summary>
public sealed class YkcAttackTests(YkcTown town) : IClassFixture<YkcTown>
{
    [Fact]
    public async Task Frames_with_flipped_bits_and_cut_ends_harm_nobody_and_the_next_whole_one_is_heard()
    {
        var number = town.Pile();
        for (var link = 0; link < 40; link++)
        {
            var random = new Random(link);
            using var client = await YkcClient.Connect(town);
            Assert.True((await client.Ask<LoginReply>(YkcClient.Login(number))).Accepted);
            try
            {
                for (var n = 0; n < 20; n++)
                {
                    await client.Send(Damaged(number, random));
                }

                // Long enough to end whatever a damaged length still waits for.
                await client.Send(new byte[256]);
                var asked = await client.Send(new Heartbeat(PileNumber.Parse(number), Gun.Of(1), false));
                while ((await client.Next<HeartbeatReply>()).Sequence != asked)
                {
                    // Of the damaged ones some are whole, where the same bit was flipped twice.
                }
            }
            catch (Exception closed) when (closed is IOException or System.Net.Sockets.SocketException)
            {
                // A stream without hope is closed; the pile comes back.
            }
        }

        using var after = await YkcClient.Connect(town);
        Assert.True((await after.Ask<LoginReply>(YkcClient.Login(number))).Accepted);
        Assert.Equal(PileNumber.Parse(number), (await after.Ask<HeartbeatReply>(new Heartbeat(PileNumber.Parse(number), Gun.Of(1), false))).Pile);
        // The log says that there was something, not every bit of it: of 800 damaged frames at most five a link.
        await Eventually.True(async () => (await town.Events(number, "bad-input")).Count > 0, "noted");
        Assert.InRange((await town.Events(number, "bad-input")).Count, 1, 40 * 8);
        Assert.Empty(await town.Sessions(number));
    }

    [Fact]
    public async Task Who_says_nothing_is_shown_the_door_and_who_sends_a_byte_at_a_time_too()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var waiting = await YkcTown.Open(clock);
        using var silent = await YkcClient.Connect(waiting);
        using var slow = await YkcClient.Connect(waiting);
        var (end, closed) = (slow.IsClosed(), silent.IsClosed());
        await Eventually.True(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (!end.IsCompleted)
            {
                await slow.TrySend([0x68]);
            }

            return end.IsCompleted && closed.IsCompleted;
        });

        Assert.True(await closed && await end);
    }

    [Fact]
    public async Task A_gun_number_nobody_has_is_noted_and_changes_no_gun()
    {
        var number = town.Pile();
        using var client = await YkcClient.Connect(town);
        Assert.True((await client.Ask<LoginReply>(YkcClient.Login(number))).Accepted);
        await client.Send(new Realtime { Transaction = default, Pile = PileNumber.Parse(number), Gun = Gun.Of(0), Status = GunStatus.Fault, Plugged = false });
        Assert.False((await client.Ask<StartDecision>(YkcClient.Start(number) with { Gun = Gun.Of(0) })).Accepted);
        await Eventually.True(async () => (await town.Events(number, "bad-input")).Count > 0, "noted");
        Assert.DoesNotContain((await town.Owner.Look(0))!.Piles.Single(p => p.Pile.Value == number).Connectors, c => c.Fault.Length > 0);
        Assert.Empty(await town.Sessions(number));
    }

    [Fact]
    public async Task A_record_of_a_gun_nobody_recorded_is_kept_for_a_person_and_no_card_starts_there()
    {
        var number = town.Pile();
        using var client = await YkcClient.Connect(town);
        Assert.True((await client.Ask<LoginReply>(YkcClient.Login(number))).Accepted);
        Assert.False((await client.Ask<StartDecision>(YkcClient.Start(number) with { Gun = Gun.Of(9) })).Accepted);
        var charge = TransactionNumber.Make(PileNumber.Parse(number), Gun.Of(9), new DateTime(2026, 6, 30, 23, 0, 0, DateTimeKind.Unspecified), 1);
        var record = YkcClient.Record(charge, number, 5000) with { Gun = Gun.Of(9) };
        for (var times = 0; times < 2; times++)
        {
            Assert.True((await client.Ask<TransactionRecordReply>(record)).Stored);
        }

        var session = Assert.Single(await town.Sessions(number));
        Assert.Equal((9, 500L, "connector.unknown"), (session.Connector, session.Energy.WattHours, session.DisputeReason));
    }

    private static byte[] Damaged(string number, Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        YkcMessage[] messages =
        [
            new Heartbeat(PileNumber.Parse(number), Gun.Of(1), false),
            YkcClient.Start(number),
            YkcClient.Record(default, number, 1000),
            YkcClient.Live(default, number, 500),
        ];
        YkcWriter.Write(output, (ushort)random.Next(65536), messages[random.Next(messages.Length)], CrcForm.LowFirst);
        var bytes = output.WrittenSpan.ToArray();
        if (random.Next(2) == 0)
        {
            return bytes[..random.Next(1, bytes.Length)];
        }

        for (var flips = random.Next(1, 6); flips > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }
}
