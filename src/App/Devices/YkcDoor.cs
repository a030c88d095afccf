using System.Net;
using Doorstep.App.Charging;
using Doorstep.App.Live;
using Doorstep.App.Pricing;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Stations;
using Doorstep.Wire.Ykc;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using PileNumber = Doorstep.Wire.Ykc.PileNumber;

namespace Doorstep.App.Devices;

/// <summary>The way in for YKC piles: a TCP port of its own. A pile is known by its number and by the SIM or address it was first seen with.</summary>
public sealed class YkcDoor(PileDirectory piles, BindFirstSeen bind, Strangers strangers, YkcTools tools) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        if (strangers.MustWait(address))
        {
            tools.Figures.Refused("too-many-attempts");
            return;
        }

        await using var link = new YkcLink(connection.Transport, tools, this, address);
        await link.Run(connection.ConnectionClosed);
    }

    /// <summary>The pile that logs in; null when it may not.</summary>
    internal async Task<PileEntry?> Known(Login login, string address, CancellationToken ct)
    {
        if (piles.Find(new PileId(login.Pile.ToString())) is not { Protocol: PileProtocol.Ykc } pile)
        {
            strangers.Failed(address);
            tools.Figures.Refused("unknown-pile");
            return null;
        }

        var mark = login.Sim.Any(c => c is not ('0' or 'F' or 'f')) ? $"sim:{login.Sim}" : $"address:{address}";
        if ((await bind.Run(pile.Pile, mark, ct)).Granted)
        {
            return pile;
        }

        strangers.Failed(address);
        tools.Figures.Refused("wrong-secret");
        return null;
    }
}

/// <summary>What every YKC link needs.</summary>
public sealed record YkcTools(NodeDoor Door, CityClock Clock, LinkTools Links, YkcPrices Prices, ILogger<YkcLink> Log)
{
    public DeviceFigures Figures => Links.Figures;

    public DeviceSettings Settings => Links.Settings;
}

/// <summary>A station's prices in the four rates a YKC pile knows.</summary>
public sealed class YkcPrices(TermsFor terms)
{
    /// <summary>`tariff.missing`, or `tariff.more-than-four-rates` where the day's prices do not fit: such a pile must not charge.</summary>
    public async ValueTask<Decision<BillingModel>> For(StationId station, DateTimeOffset now, CancellationToken ct)
    {
        var frozen = await terms.Run(station, null, now, ct);
        if (!frozen.Granted)
        {
            return frozen.Refusal;
        }

        var day = LocalClock.Day(now);
        var rates = Rules.Pricing.FourRates.For(frozen.Value.TariffOn(day), day);
        return rates.Granted ? Model(rates.Value) : rates.Refusal;
    }

    private static BillingModel Model(Rules.Pricing.FourRates rates)
    {
        PeriodPrice Of(TariffPeriod period) => new(rates.Rates[(int)period].Electricity, rates.Rates[(int)period].Service);
        return new()
        {
            Number = Number(rates),
            Tip = Of(TariffPeriod.Tip),
            Peak = Of(TariffPeriod.Peak),
            Flat = Of(TariffPeriod.Flat),
            Valley = Of(TariffPeriod.Valley),
            HalfHours = [.. rates.HalfHours.Select(h => (TariffPeriod)h)],
        };
    }

    /// <summary>Four digits made from the prices themselves, so that a pile with yesterday's is told apart (0001…9999).</summary>
    private static string Number(Rules.Pricing.FourRates rates)
    {
        uint hash = 2166136261;
        foreach (var word in rates.Rates.SelectMany(r => new[] { r.Electricity, r.Service }).Concat(rates.HalfHours.Select(h => (uint)h)))
        {
            hash = unchecked((hash ^ word) * 16777619);
        }

        return $"{(hash % 9999) + 1:0000}";
    }
}
