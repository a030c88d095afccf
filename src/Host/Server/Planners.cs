using System.Reflection;
using Doorstep.App.Siting;
using Doorstep.Host.Commands;

namespace Doorstep.Host.Server;

/// <summary>The planner of a server: this program once more, beside it, on half of the cores.</summary>
internal static class Planners
{
    public static IServiceCollection AddPlannerBeside(this IServiceCollection services)
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know its own path.");
        // Started as `dotnet doorstep.dll`, the program is an argument of its host.
        var hosted = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = [.. hosted ? (string[])[Assembly.GetExecutingAssembly().Location] : [], PlannerCommand.Name];
        services.AddSingleton(new PlannerProgram(self, arguments, Math.Max(1, Environment.ProcessorCount / 2)));
        return services.AddSingleton<IPlanner, PlannerBeside>();
    }
}
