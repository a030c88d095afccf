using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Doorstep.Plan.Siting.Problem;

namespace Doorstep.Plan.Siting.Publish;

/// <summary>A fingerprint of a problem: SHA-256 over its canonical JSON, 16 hexadecimal digits.</summary>
public static class ProblemDigest
{
    public static string Of(SitingProblem problem) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(problem))))[..16];
}
