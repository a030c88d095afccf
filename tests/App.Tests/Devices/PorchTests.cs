using System.Net;
using Doorstep.App.Devices;

namespace Doorstep.App.Tests.Devices;

public sealed class PorchTests
{
    private static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.7");

    [Fact]
    public void Silent_connections_of_one_address_cannot_pile_up_and_others_still_get_in()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 100 });
        var visits = Enumerable.Range(0, 50).Select(_ => porch.Enter(Stranger)).ToList();
        Assert.Equal(8, visits.Count(v => v is not null));
        Assert.NotNull(porch.Enter(IPAddress.Parse("198.51.100.8")));
        Assert.Equal(9, porch.Count);
    }

    [Fact]
    public void A_pile_that_was_let_in_makes_room_once()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 8 });
        var visits = Enumerable.Range(0, 8).Select(_ => porch.Enter(Stranger)!).ToList();
        Assert.Null(porch.Enter(Stranger));
        visits[0].LetIn();
        visits[0].Dispose();
        Assert.NotNull(porch.Enter(Stranger));
        Assert.Null(porch.Enter(Stranger));
        visits.ForEach(v => v.Dispose());
        Assert.Equal(1, porch.Count);
    }

    [Fact]
    public void However_many_addresses_come_there_is_only_so_much_room()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 20 });
        Assert.Equal(20, Enumerable.Range(0, 200).Count(i => porch.Enter(IPAddress.Parse($"198.51.{i}.1")) is not null));
    }

    [Fact]
    public void An_IPv6_subscriber_with_a_fresh_address_for_every_try_is_one()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 100 });
        Assert.Equal(8, Enumerable.Range(1, 50).Count(i => porch.Enter(IPAddress.Parse($"2001:db8:1:2::{i:x}")) is not null));
    }

    [Fact]
    public void Piles_behind_a_proxy_of_this_machine_have_the_room_in_all()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 100 });
        Assert.Equal(100, Enumerable.Range(0, 200).Count(_ => porch.Enter(IPAddress.Loopback) is not null));
    }

    [Fact]
    public void Racing_visits_leave_an_empty_porch()
    {
        var porch = new Porch(new() { WaitingPerAddress = 8, WaitingInAll = 16 });
        Parallel.For(0, 20_000, _ => porch.Enter(Stranger)?.Dispose());
        Assert.Equal(0, porch.Count);
        Assert.Equal(8, Enumerable.Range(0, 20).Count(_ => porch.Enter(Stranger) is not null));
    }
}
