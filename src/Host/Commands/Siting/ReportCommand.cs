using System.CommandLine;
using Doorstep.Plan.Siting.Publish;
using Doorstep.Plan.Siting.Verify;

namespace Doorstep.Host.Commands.Siting;

/// <summary>`doorstep siting report`: one page for people.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var folder = new ProblemFolder();
        var language = Language();
        var to = new Option<string>("--to") { Description = "the file to write; by default report.html in the folder" };
        var command = new Command(
            "report",
            """
            Writes a verified plan as one self-contained, printable page, with the forecast when `simulate` made one for this very plan.
            Examples:
              doorstep siting report town
              doorstep siting report town --lang en --to report-en.html
            """) { language, to };
        folder.AddTo(command, withPlan: true);
        command.Answer(async (parsed, ct) =>
        {
            if (folder.ReadWithPlan(parsed, ct) is not ({ } problem, { } plan))
            {
                return Exits.BadInput;
            }

            if (VerifyPlan.Run(problem, plan, ct) is { Holds: false } verdict)
            {
                await Console.Error.WriteLineAsync(Sentences.Of(verdict));
                return Exits.No;
            }

            PlanForecast? forecast = null;
            var beside = Path.Combine(Path.GetDirectoryName(parsed.GetValue(folder.Plan)) ?? folder.Path(parsed), "forecast.json");
            if (File.Exists(beside))
            {
                var read = PlanFiles.ReadForecast(beside, plan);
                if (read.Refusal is { } refusal)
                {
                    await Console.Error.WriteLineAsync($"The forecast is left out. {Sentences.Of(refusal)}");
                }
                else
                {
                    forecast = read.Value;
                }
            }

            var path = parsed.GetValue(to) ?? Path.Combine(folder.Path(parsed), "report.html");
            WriteReport.Run(problem, plan, Chinese(parsed, language), path, forecast);
            Console.WriteLine(path);
            return Exits.Done;
        });
        return command;
    }

    public static Option<string> Language()
    {
        var language = new Option<string>("--lang") { Description = "language of the report: zh or en", DefaultValueFactory = _ => "zh" };
        language.AcceptOnlyFromAmong("zh", "en");
        return language;
    }

    public static bool Chinese(ParseResult parsed, Option<string> language) => parsed.GetValue(language) != "en";
}
