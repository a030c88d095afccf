using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>One's own passkeys: their names, and taking one away.</summary>
public sealed class OwnPasskeys(IDbContextFactory<DoorstepDb> contexts, GroupCommit writes, PasskeyLibrary library, AuditStamp stamp)
{
    /// <param name="Id">Base64url of the credential's id.</param>
    public sealed record Line(string Id, string Name, DateTimeOffset CreatedAt);

    public async Task<IReadOnlyList<Line>> Run(Actor who, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SecondStepRows.Own(db, who, ct) is not { } staff)
        {
            return [];
        }

        var passkeys = await library.Users(db).GetPasskeysAsync(staff);
        return [.. passkeys.Select(p => new Line(System.Buffers.Text.Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt)).OrderBy(l => l.CreatedAt)];
    }

    public Task<Decision<bool>> Remove(Actor who, string id, CancellationToken ct) => writes.Run<Decision<bool>>(
        async (db, token) =>
        {
            if (await SecondStepRows.Own(db, who, token) is not { } staff || !System.Buffers.Text.Base64Url.IsValid(id))
            {
                return new Refusal("passkey.wrong");
            }

            await library.Users(db).RemovePasskeyAsync(staff, System.Buffers.Text.Base64Url.DecodeFromChars(id));
            stamp.Note(db, who, "staff.passkey-remove", $"staff:{staff.Id}");
            return true;
        },
        ct);
}
