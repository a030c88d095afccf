using System.Globalization;

namespace Doorstep.Rules.People;

/// <summary>What failed sign-ins of a member of staff cost: nothing for a typing error, more and more for guessing.</summary>
public static class LockOut
{
    public const int FreeAttempts = 5;

    /// <summary>Until when the account is locked after that many failures in a row; null when it is not. 1 min at the fifth, doubled each time, at most a day.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now) =>
        failures < FreeAttempts ? null : now + TimeSpan.FromMinutes(Math.Min(1440, 1L << Math.Min(failures - FreeAttempts, 11)));

    /// <summary>`sign-in.locked` (seconds) while an account is locked; null when it is not.</summary>
    public static Refusal? Refuses(DateTimeOffset? lockedUntil, DateTimeOffset now) =>
        lockedUntil > now
            ? new("sign-in.locked", ("seconds", Math.Ceiling((lockedUntil.Value - now).TotalSeconds).ToString(CultureInfo.InvariantCulture)))
            : null;
}
