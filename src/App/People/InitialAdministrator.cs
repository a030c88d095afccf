using System.Security.Cryptography;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>
/// Makes the city's organisation and its first administrator when there is no administrator yet. There is no default password: it is given by setting,
/// or drawn, and then shown once by whoever asked.
/// </summary>
public sealed class InitialAdministrator(GroupCommit writes, IDbContextFactory<DoorstepDb> contexts, StaffAccounts accounts, AuditStamp stamp)
{
    /// <param name="Password">Null to draw one.</param>
    public sealed record Request(string UserName = "admin", string? Password = null, string Organisation = "CITY", string Name = "市发展和改革委员会", string EnglishName = "City commission", bool Demonstration = false);

    /// <param name="Password">The drawn password; null when it was given.</param>
    public sealed record Made(string UserName, string? Password);

    /// <summary>Null when there was an administrator already. Refuses the password rule's reasons and `staff.user-name`.</summary>
    public async Task<Decision<Made?>> Run(Request request, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (await db.Users.AnyAsync(s => s.Role == Role.City && s.DisabledAt == null && s.PasswordHash != null, ct))
            {
                return (Made?)null;
            }
        }

        var password = request.Password ?? Draw();
        if ((StaffRules.RefusesName(request.UserName) ?? PasswordRule.Refuses(password, request.UserName)) is { } no)
        {
            return no;
        }

        var hash = accounts.Hash(new(), password);
        return await writes.Run<Decision<Made?>>(
            async (db, token) =>
            {
                var organisation = new OrganisationId(request.Organisation);
                if (await db.Organisations.FindAsync([organisation], token) is null)
                {
                    db.Organisations.Add(new()
                    {
                        Id = organisation,
                        Name = request.Name,
                        EnglishName = request.EnglishName,
                        Kind = OrganisationKind.City,
                        Demonstration = request.Demonstration,
                        CreatedAt = stamp.Now,
                    });
                }

                if (await StaffAccounts.FindByName(db, request.UserName, token) is not null)
                {
                    return new Refusal("staff.name-taken");
                }

                var staff = new StaffRow
                {
                    Id = stamp.Ids.Next(),
                    UserName = request.UserName,
                    NormalizedUserName = StaffAccounts.Normalise(request.UserName),
                    DisplayName = request.UserName,
                    Organisation = organisation,
                    Role = Role.City,
                    PasswordHash = hash,
                    SecurityStamp = Guid.NewGuid().ToString(),
                    Demonstration = request.Demonstration,
                    CreatedAt = stamp.Now,
                };
                db.Users.Add(staff);
                stamp.Note(db, Actor.Clockwork, "staff.first", $"staff:{staff.Id}", null, StaffLine.Of(staff));
                return new Made(request.UserName, request.Password is null ? password : null);
            },
            ct);
    }

    /// <summary>About 100 bits, in groups that can be read out: four of five letters and digits without 0 O 1 l I.</summary>
    private static string Draw()
    {
        while (true)
        {
            var drawn = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 5)));
            if (PasswordRule.Refuses(drawn, "") is null)
            {
                return drawn;
            }
        }
    }
}
