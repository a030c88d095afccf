using System.Globalization;

namespace Doorstep.Rules.People;

/// <summary>What a password of staff must be: long, mixed unless very long, and nothing a guesser tries first (GB/T 22239-2019 8.1.4.1).</summary>
public static class PasswordRule
{
    public const int Shortest = 10;

    public const int Longest = 200;

    private const int LongEnoughWithoutMixture = 16;

    private static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssw0rd", "123456", "qwerty", "1qaz2wsx", "admin", "administrator", "letmein", "welcome", "iloveyou",
        "doorstep", "changeme", "secret", "abc123", "woaini", "000000", "111111", "888888", "666666",
    ];

    /// <summary>Null when it will do; else `password.length` (least, most), `password.mixture`, `password.name` or `password.common`.</summary>
    public static Refusal? Refuses(string? password, string userName)
    {
        if (password is null || password.Length is < Shortest or > Longest)
        {
            return new("password.length", ("least", Shortest.ToString(CultureInfo.InvariantCulture)), ("most", Longest.ToString(CultureInfo.InvariantCulture)));
        }

        if (password.Distinct().Count() < 5 || (password.Length < LongEnoughWithoutMixture && Kinds(password) < 3))
        {
            return new("password.mixture");
        }

        if (userName.Length >= 3 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            return new("password.name");
        }

        // What is left of it without the common word has to be a password of its own kind.
        var hit = Common.FirstOrDefault(c => password.Contains(c, StringComparison.OrdinalIgnoreCase));
        return hit is not null && password.Length - hit.Length < Shortest - 2 ? new("password.common") : null;
    }

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsLetterOrDigit(c) || (char.IsLetter(c) && !char.IsLower(c) && !char.IsUpper(c))) ? 1 : 0);
}
