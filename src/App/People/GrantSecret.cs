using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Doorstep.App.Store.Rows;

namespace Doorstep.App.People;

/// <summary>The secret of a sign-in or token: 256 random bits shown once; only its hash is kept.</summary>
internal static class GrantSecret
{
    public static string New(GrantKind kind) => Prefix(kind) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // A secret that leaks into a log or a repository is recognised by what it begins with.
    private static string Prefix(GrantKind kind) => kind switch
    {
        GrantKind.Token => "dst_",
        GrantKind.Invitation => "dsi_",
        _ => "dss_",
    };
}
