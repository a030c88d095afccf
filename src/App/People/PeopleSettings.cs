namespace Doorstep.App.People;

/// <summary>How people sign in.</summary>
public sealed record PeopleSettings
{
    /// <summary>How long a resident stays signed in on a phone.</summary>
    public TimeSpan ResidentSignIn { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a member of staff stays signed in.</summary>
    public TimeSpan StaffSignIn { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long an invitation or a password reset may be used.</summary>
    public TimeSpan Invitation { get; init; } = TimeSpan.FromDays(3);

    public TimeSpan LongestToken { get; init; } = TimeSpan.FromDays(366);

    /// <summary>What text messages begin with: the registered signature 短信签名.</summary>
    public string Signature { get; init; } = "家门口充电";

    public string EnglishSignature { get; init; } = "Doorstep";

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(ResidentSignIn, "ResidentSignIn", "90.00:00:00", problems);
        Check(StaffSignIn, "StaffSignIn", "12:00:00", problems);
        Check(Invitation, "Invitation", "3.00:00:00", problems);
        Check(LongestToken, "LongestToken", "366.00:00:00", problems);
        if (string.IsNullOrWhiteSpace(Signature) || Signature.Length > 20)
        {
            problems.Add("People:Signature must be 1 to 20 characters: write the signature registered with the text-message service, for example 家门口充电.");
        }

        return problems;
    }

    private static void Check(TimeSpan span, string name, string example, List<string> problems)
    {
        if (span < TimeSpan.FromMinutes(1) || span > TimeSpan.FromDays(400))
        {
            problems.Add($"People:{name}={span} is out of range: write a time from one minute to 400 days, for example {example}.");
        }
    }
}
