using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Doorstep.App.Tests;

/// <summary>The map of the house, held against the compiled assemblies: rooms, and which topic may know which.</summary>
public sealed class MapTests
{
    /// <summary>Room → rooms it may reference.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Rules"] = [],
        ["Wire"] = [],
        ["Plan"] = ["Rules"],
        ["App"] = ["Rules", "Plan", "Wire"],
    };

    /// <summary>Topic → topics it may know, in every room. What has no topic (quantities, ids, the clock) is known to all.</summary>
    private static readonly Dictionary<string, string[]> Topics = new()
    {
        ["People"] = ["Store"],
        ["Stations"] = ["People", "Store"],
        ["Store"] = ["People", "Stations", "Charging", "Siting"],
        ["Grid"] = ["Stations", "Store"],
        ["Pricing"] = ["People", "Stations", "Store"],
        ["Agreements"] = ["People", "Pricing", "Store"],
        ["Reservations"] = ["People", "Stations", "Agreements", "Store"],
        ["Charging"] = ["People", "Stations", "Reservations", "Pricing", "Agreements", "Store"],
        ["Load"] = ["Grid", "Stations", "Charging", "Store"],
        ["Safety"] = ["Stations", "Charging", "Store"],
        // A finished plan is forecast before anybody sees it, so siting asks the twin; the twin reads problem and plan.
        ["Siting"] = ["People", "Stations", "Grid", "Network", "Twin", "Store"],
        ["Network"] = ["Stations"],
        ["Twin"] = ["Siting", "Reservations", "Load"],
        ["Projects"] = ["Siting", "Grid", "Stations", "Store"],
        ["Evaluation"] = ["Projects", "Charging", "Reservations", "Safety", "Pricing", "Store"],
        ["Live"] = ["Stations", "Charging", "Pricing", "People", "Store"],
        ["Devices"] = ["Stations", "Reservations", "Charging", "Load", "Safety", "Live", "Pricing", "Store", "Ocpp", "Ocpp16", "Ocpp201", "Ykc"],
        ["Interop"] = ["Stations", "Charging", "Pricing", "Store"],
        ["Ocpp"] = [],
        ["Ocpp16"] = ["Ocpp"],
        ["Ocpp201"] = ["Ocpp"],
        ["Ykc"] = [],
    };

    [Fact]
    public void Every_room_references_only_the_rooms_the_map_allows() => Assert.Empty(RoomTrespasses(Rooms));

    [Fact]
    public void Every_topic_knows_only_the_topics_the_map_allows() => Assert.Empty(TopicTrespasses(Topics));

    [Fact]
    public void Without_the_arrow_from_store_to_people_the_map_complains()
    {
        var poorer = new Dictionary<string, string[]>(Topics) { ["Store"] = [] };
        Assert.Contains(TopicTrespasses(poorer), t => t.Contains("Store knows People", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_arrow_from_app_to_rules_the_map_complains()
    {
        var poorer = new Dictionary<string, string[]>(Rooms) { ["App"] = [] };
        Assert.Contains("App references Rules", RoomTrespasses(poorer));
    }

    [Fact]
    public void A_topic_that_is_not_on_the_map_is_named()
    {
        var poorer = new Dictionary<string, string[]>(Topics);
        poorer.Remove("Store");
        Assert.Contains(TopicTrespasses(poorer), t => t.StartsWith("Store is not on the map", StringComparison.Ordinal));
    }

    [Fact]
    public void The_picture_of_the_topics_is_drawn_from_this_dictionary()
    {
        var page = File.ReadAllText(Path.Combine(Checkout(), "docs", "map.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```\n{Picture()}```\n", page[page.IndexOf("## Topics", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    /// <summary>One line a topic, in the dictionary's order.</summary>
    private static string Picture()
    {
        int wide = Topics.Keys.Max(t => t.Length);
        return string.Concat(Topics.Select(t => $"{t.Key.PadRight(wide)} → {(t.Value.Length == 0 ? "—" : string.Join(", ", t.Value))}\n"));
    }

    internal static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Doorstep.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside a checkout.");
    }

    private static IEnumerable<AssemblyDefinition> Assemblies() =>
        Rooms.Keys.Select(room => AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"Doorstep.{room}.dll")));

    private static List<string> RoomTrespasses(Dictionary<string, string[]> rooms) =>
        [.. from assembly in Assemblies()
            let room = RoomOf(assembly.Name.Name)!
            from reference in assembly.MainModule.AssemblyReferences
            let other = RoomOf(reference.Name)
            where other is not null && !rooms[room].Contains(other)
            select $"{room} references {other}"];

    private static List<string> TopicTrespasses(Dictionary<string, string[]> topics)
    {
        var trespasses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in Assemblies().SelectMany(a => a.MainModule.GetTypes()))
        {
            if (TopicOf(type) is not { } topic)
            {
                continue;
            }

            if (!topics.TryGetValue(topic, out var known))
            {
                trespasses.Add($"{topic} is not on the map ({type.FullName})");
                continue;
            }

            foreach (var other in Mentioned(type).Select(TopicOf).OfType<string>().Where(o => o != topic && !known.Contains(o)))
            {
                trespasses.Add($"{topic} knows {other} ({type.FullName})");
            }
        }

        return [.. trespasses];
    }

    private static string? RoomOf(string assembly) =>
        assembly.StartsWith("Doorstep.", StringComparison.Ordinal) ? assembly["Doorstep.".Length..] : null;

    /// <summary>The second word after the root: Doorstep.Room.Topic. Code the compiler or a generator adds has none.</summary>
    private static string? TopicOf(TypeReference type)
    {
        var outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        var words = outer.Namespace.Split('.');
        return words is ["Doorstep", _, var topic, ..] ? topic : null;
    }

    private static IEnumerable<TypeReference> Mentioned(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        direct.AddRange(type.Fields.Select(f => f.FieldType));
        direct.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(p => p.ParameterType));
            if (method.HasBody)
            {
                direct.AddRange(method.Body.Variables.Select(v => v.VariableType));
                direct.AddRange(method.Body.Instructions.SelectMany(Operands));
            }
        }

        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Operands(Instruction instruction) => instruction.Operand switch
    {
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
