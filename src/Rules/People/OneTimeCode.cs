using System.Globalization;

namespace Doorstep.Rules.People;

/// <summary>The one-time code a resident signs in with: six digits, five minutes, five tries, not sent too often.</summary>
public static class OneTimeCode
{
    public const int Digits = 6;

    public const int Tries = 5;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public const int MostPerHour = 5;

    public const int MostPerDay = 10;

    /// <summary>
    /// Null when another code may be sent; else `sign-in.code-too-soon` (seconds) or `sign-in.code-too-many` (seconds until the next).
    /// Fifty guesses a day at six digits are all that the limits leave to somebody who does not hold the phone.
    /// </summary>
    public static Refusal? RefusesToSend(IEnumerable<DateTimeOffset> sent, DateTimeOffset now)
    {
        var earlier = sent.OrderDescending().ToList();
        if (earlier is [var last, ..] && now - last < Pause)
        {
            return new("sign-in.code-too-soon", ("seconds", Seconds(last + Pause - now)));
        }

        return TooMany(earlier, MostPerHour, TimeSpan.FromHours(1), now) ?? TooMany(earlier, MostPerDay, TimeSpan.FromDays(1), now);
    }

    /// <summary>Null when the code opens the door; else `sign-in.code-expired`, or `sign-in.code-wrong` (left: tries that remain).</summary>
    public static Refusal? Refuses(SentCode code, bool matches, DateTimeOffset now)
    {
        if (code.Used || code.FailedAttempts >= Tries || now >= code.ExpiresAt)
        {
            return new("sign-in.code-expired");
        }

        return matches ? null : new("sign-in.code-wrong", ("left", (Tries - code.FailedAttempts - 1).ToString(CultureInfo.InvariantCulture)));
    }

    private static Refusal? TooMany(List<DateTimeOffset> earlier, int most, TimeSpan window, DateTimeOffset now) =>
        earlier.Count >= most && now - earlier[most - 1] < window
            ? new("sign-in.code-too-many", ("seconds", Seconds(earlier[most - 1] + window - now)))
            : null;

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is known of a code that was sent.</summary>
public readonly record struct SentCode(DateTimeOffset ExpiresAt, int FailedAttempts, bool Used);
