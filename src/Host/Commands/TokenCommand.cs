using System.CommandLine;
using Doorstep.App.People;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.Host.Commands;

/// <summary>`doorstep token`: a bearer token for programs, made on the data folder by whoever may read it.</summary>
internal static class TokenCommand
{
    public static Command Make()
    {
        var shared = new SharedOptions();
        var role = new Option<Role>("--role") { Description = "City, ProviderManager, District, Auditor …", Required = true };
        var organisation = new Option<string>("--organisation") { Description = "the organisation's code, for roles that belong to one" };
        var area = new Option<string[]>("--area") { Description = "division codes the token is limited to" };
        var days = new Option<int?>("--days") { Description = "how long it holds" };
        var label = new Option<string>("--label") { Description = "what it is for; the audit log shows it", DefaultValueFactory = _ => "command line" };
        var command = new Command(
            "token",
            """
            Prints a bearer token for /api/v1; it is shown this once and can be revoked.
            Example: doorstep token --role City --data /var/lib/doorstep
            """) { role, organisation, area, days, label };
        shared.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            if (shared.Read(parsed) is not { } settings)
            {
                return 2;
            }

            var request = new IssueToken.Request(
                parsed.GetValue(label)!,
                parsed.GetValue(role),
                parsed.GetValue(organisation) is { } code ? new OrganisationId(code) : null,
                parsed.GetValue(area),
                parsed.GetValue(days) is { } life ? TimeSpan.FromDays(Math.Clamp(life, -1, 1_000_000)) : null);
            var issued = await StoreAlone.Use(settings, services => services.GetRequiredService<IssueToken>().Run(Actor.Clockwork, request, ct), ct);
            if (!issued.Granted)
            {
                await Console.Error.WriteLineAsync(Told.Of(issued.Refusal));
                return 1;
            }

            Console.WriteLine(issued.Value.Secret);
            return 0;
        });
        return command;
    }
}
