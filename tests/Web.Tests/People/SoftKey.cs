using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Doorstep.Web.Tests.People;

/// <summary>An authenticator in software: one ES256 passkey, as a browser would hand its answers over (WebAuthn Level 3).</summary>
internal sealed class SoftKey(Uri origin, bool counts = true) : IDisposable
{
    private const byte UserPresentAndVerified = 0x05;

    private const byte WithCredential = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly byte[] id = SHA256.HashData(Encoding.UTF8.GetBytes(origin.ToString()));

    private uint count;

    private string userHandle = "";

    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        userHandle = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var client = ClientData("webauthn.create", asked);
        byte[] length = [0, (byte)id.Length];
        byte[] authenticator = [.. Authenticator(UserPresentAndVerified | WithCredential), .. new byte[16], .. length, .. id, .. PublicKey()];
        // {"fmt": "none", "attStmt": {}, "authData": …}
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)authenticator.Length, .. authenticator,
        ];
        return Answer(new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = new[] { "internal" } });
    }

    public string Assert(string options, bool otherKey = false)
    {
        using var asked = JsonDocument.Parse(options);
        var client = ClientData("webauthn.get", asked);
        var authenticator = Authenticator(UserPresentAndVerified);
        using var signer = otherKey ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : ECDsa.Create(key.ExportParameters(true));
        var signature = signer.SignData([.. authenticator, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = Text(client), authenticatorData = Text(authenticator), signature = Text(signature), userHandle });
    }

    public void Dispose() => key.Dispose();

    private string Answer(object response) => JsonSerializer.Serialize(
        new { id = Text(id), rawId = Text(id), type = "public-key", response, clientExtensionResults = new { }, authenticatorAttachment = "platform" });

    private byte[] ClientData(string type, JsonDocument asked) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = asked.RootElement.GetProperty("challenge").GetString(), origin = origin.GetLeftPart(UriPartial.Authority), crossOrigin = false });

    private byte[] Authenticator(byte flags)
    {
        Span<byte> counted = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counted, counts ? ++count : 0);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(origin.Host)), flags, .. counted];
    }

    /// <summary>COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
