using System.CommandLine;
using Doorstep.Load;

// The client's continuations are short and never block: they run where the socket wakes them, which costs the measured machine least.
Environment.SetEnvironmentVariable(ServerUnderTest.InlineSockets, "1");

var program = new Option<string?>("--program") { Description = "the built product; by default src/Host/bin/Release/net10.0/doorstep" };
var seconds = new Option<int>("--seconds") { Description = "length of each run", DefaultValueFactory = _ => 20 };
var connections = new Option<int?>("--connections") { Description = "number of piles; by default what the published table uses" };
var port = new Option<int>("--port") { DefaultValueFactory = _ => 17999 };

var echo = new Command("echo-server", "the reference's own server (started by the other commands)") { port };
echo.SetAction((parsed, _) => EchoReference.Serve(parsed.GetValue(port)));

var root = new RootCommand("Load on the started product: client and server in processes of their own. Prints rows of docs/performance.md.") { echo };
Verb("all", "every figure of the table, in order", (bench, ct) => bench.All(ct));
Verb("echo", "the reference: a bare WebSocket echo", (bench, ct) => bench.Echo(ct));
Verb("ocpp", "OCPP 1.6 saturated", (bench, ct) => bench.Saturated(ct));
Verb("paced", "OCPP 1.6 at 100 calls/s", (bench, ct) => bench.Paced(ct));
Verb("idle", "memory of 10,000 idle connections", (bench, ct) => bench.Idle(ct));
Verb("reconnect", "10,000 piles come back at once", (bench, ct) => bench.Reconnect(ct));
Verb("ykc", "YKC frames", (bench, ct) => bench.Ykc(ct));
Verb("crash", "kill -9 under full load, then count what is missing", (bench, ct) => bench.Crash(ct));
Verb("start", "start of the empty server", (bench, ct) => bench.Start(ct));
Verb("pages", "first byte and size of the residents' pages", (bench, ct) => bench.Pages(ct));
return await root.Parse(args).InvokeAsync();

void Verb(string name, string description, Func<Bench, CancellationToken, Task> run)
{
    var verb = new Command(name, description) { program, seconds, connections };
    verb.SetAction((parsed, ct) => run(
        new Bench(parsed.GetValue(program) ?? ServerUnderTest.FindProgram(), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(connections)),
        ct));
    root.Subcommands.Add(verb);
}
