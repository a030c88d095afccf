using System.Security.Cryptography;
using System.Text;

namespace Doorstep.App.Stations;

/// <summary>
/// The secret of a pile's link as it is kept: a salted hash. Secrets are long and made at random, so one round of SHA-256
/// suffices, and ten thousand piles coming back at once are not held up by their passwords.
/// </summary>
public sealed class LinkSecret
{
    private const string Scheme = "sha256";
    private const int SaltBytes = 16;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly byte[] salt;
    private readonly byte[] hash;

    private LinkSecret(byte[] salt, byte[] hash)
    {
        this.salt = salt;
        this.hash = hash;
    }

    /// <summary>A new secret of 20 characters (about 117 bits), as OCPP's security paper wants it; shown once, never kept.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 20);

    /// <summary>What a row keeps of a secret.</summary>
    public static string Keep(string secret)
    {
        byte[] fresh = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Scheme}${Convert.ToBase64String(fresh)}${Convert.ToBase64String(Hash(fresh, secret))}";
    }

    /// <summary>Reads what <see cref="Keep"/> wrote; anything else in the store is a bug.</summary>
    public static LinkSecret Read(string kept) => kept.Split('$') is [Scheme, var first, var second]
        ? new(Convert.FromBase64String(first), Convert.FromBase64String(second))
        : throw new FormatException("A pile's secret is kept in an unknown scheme");

    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(Hash(salt, secret), hash);

    private static byte[] Hash(byte[] salt, string secret) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(secret)]);
}
