using Doorstep.App.Charging;
using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.Web.Provider;

/// <summary>The filters of the list of sessions as they stand in an address; what cannot be read filters nothing.</summary>
internal sealed record SessionFilter(string? Station, string? Pile, string? State, string? Disputed, DateOnly? From, DateOnly? Until, long? Before = null)
{
    /// <summary>Days are local and whole: <see cref="Until"/> is the last day listed.</summary>
    public ListSessions.Request Request(int take) => new(
        string.IsNullOrEmpty(Station) ? null : new StationId(Station),
        string.IsNullOrEmpty(Pile) ? null : new PileId(Pile),
        State: Enum.TryParse<SessionState>(State, out var state) ? state : null,
        Disputed: Disputed == "true" ? true : null,
        From: From is { } from ? LocalClock.Midnight(from) : null,
        Until: Until is { } until ? LocalClock.Midnight(until.AddDays(1)) : null,
        Before: Before,
        Take: take);

    public string Query() => string.Join('&', new[]
    {
        Pair("station", Station), Pair("pile", Pile), Pair("state", State), Pair("disputed", Disputed), Pair("from", From?.ToString("yyyy-MM-dd", null)), Pair("until", Until?.ToString("yyyy-MM-dd", null)),
    }.Where(p => p.Length > 0));

    private static string Pair(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"{name}={Uri.EscapeDataString(value)}";
}
