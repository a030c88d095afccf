using System.Net;
using Doorstep.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Refuses to open a city to the network with anything in it that a stranger could guess.</summary>
public sealed class StartGuard(IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts)
{
    /// <summary>Passwords that stand in documents and demonstrations; whoever can read can use them.</summary>
    private static readonly string[] Published = ["doorstep-demonstration", "Doorstep-Demonstration-1", "doorstep", "demonstration", "changeme"];

    /// <param name="Urls">What the server listens on, `http://127.0.0.1:5000;https://*:443`.</param>
    /// <param name="AdministratorPassword">As set; null when none was set.</param>
    /// <param name="DemonstrationMoney">Whether wallets take play money.</param>
    public sealed record Request(string Urls, string? AdministratorPassword = null, bool DemonstrationMoney = false);

    /// <summary>What must change before the city may be opened to the network, each with what to do; empty when it may, or when it only listens on this machine.</summary>
    public async Task<IReadOnlyList<string>> Run(Request request, CancellationToken ct)
    {
        if (!BeyondThisMachine(request.Urls))
        {
            return [];
        }

        var problems = new List<string>();
        if (request.AdministratorPassword is { } password && Published.Contains(password, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add("The administrator's password is one that stands in the documents: set your own, or set none and use the one that is printed at the first start.");
        }

        if (request.DemonstrationMoney)
        {
            problems.Add("Wallets take play money: remove Wallet:Demonstration, or listen on 127.0.0.1 only.");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var staff = await db.Users.AsNoTracking().Where(s => s.DisabledAt == null && s.PasswordHash != null && (s.Demonstration || s.Role == Rules.People.Role.City)).ToListAsync(ct);
        var guessable = staff.Where(s => s.Demonstration || Published.Any(p => accounts.PasswordMatches(s, p))).Select(s => s.UserName).Take(5).ToList();
        if (guessable.Count > 0)
        {
            problems.Add($"Accounts have demonstration or published passwords ({string.Join(", ", guessable)}): disable them or give them passwords of their own, use another data folder, or listen on 127.0.0.1 only.");
        }

        return problems;
    }

    /// <summary>False only when every address is this machine's own loopback.</summary>
    public static bool BeyondThisMachine(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(url =>
    {
        var host = Host(url);
        return !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
    });

    /// <summary>The host between scheme and port; `*`, `+` and names stay as they are.</summary>
    private static string Host(string url)
    {
        var from = url.IndexOf("://", StringComparison.Ordinal);
        var rest = from < 0 ? url : url[(from + 3)..];
        rest = rest.Split('/')[0];
        if (rest.StartsWith('['))
        {
            return rest[1..Math.Max(1, rest.IndexOf(']', StringComparison.Ordinal))];
        }

        var port = rest.LastIndexOf(':');
        return port < 0 ? rest : rest[..port];
    }
}
