using System.CommandLine;
using System.CommandLine.Invocation;
using Doorstep.Host.Commands;
using Doorstep.Host.Commands.Siting;

var root = new RootCommand(
    """
    家门口充电 Doorstep: the city platform for residential EV charging.
    Without a command it starts a living demonstration city and prints where to look.

    Examples:
      doorstep                                              the demonstration city on http://127.0.0.1:5080
      doorstep serve --urls http://0.0.0.0:8080 --data /var/lib/doorstep --ykc-port 9000
      doorstep token --role City --data /var/lib/doorstep   a bearer token for /api/v1
      doorstep piles --protocol ocpp16 --count 100 --server ws://127.0.0.1:5080/ocpp
      doorstep siting plan town                             where to build charging, from plain files, with a proof
      doorstep backup --data /var/lib/doorstep --to doorstep.backup
    """)
{
    ServeCommand.Make(),
    TokenCommand.Make(),
    PilesCommand.Make(),
    BackupCommand.MakeBackup(),
    BackupCommand.MakeRestore(),
    MigrationsCommand.Make(),
    PlannerCommand.Make(),
    SitingCommand.Make(),
};
DemonstrationCommand.Furnish(root);
// Ctrl-C asks: a search writes its best plan, a server ends its sessions' work; two seconds would cut both short.
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });

// 1 is the answer "no" of a siting question; a command that could not be understood is bad input.
return parsed.Action is ParseErrorAction ? Exits.BadInput : code;
