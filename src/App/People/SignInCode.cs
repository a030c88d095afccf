using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Draws codes, and the slow hash under which they are kept: whoever reads the database has not read the code before it expired.</summary>
internal static class SignInCode
{
    private const int Rounds = 20_000;

    public static string Draw() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static bool Shape(string? code) => code is { Length: OneTimeCode.Digits } && code.All(char.IsAsciiDigit);

    public static string Hash(long id, string phone, string code) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(code, Encoding.UTF8.GetBytes($"{id}/{phone}"), Rounds, HashAlgorithmName.SHA256, 32));

    public static bool Matches(string hash, long id, string phone, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(id, phone, code)));
}
