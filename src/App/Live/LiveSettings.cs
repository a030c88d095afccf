using System.Net;

namespace Doorstep.App.Live;

/// <summary>How the nodes of a city find each other. Alone by default: nothing outside the process is needed.</summary>
public sealed record LiveSettings
{
    /// <summary>`alone`, or `postgres` for several nodes that meet in the city's database.</summary>
    public string Nodes { get; init; } = "alone";

    /// <summary>Npgsql connection string of the meeting place; the store's own when left out.</summary>
    public string? Postgres { get; init; }

    /// <summary>Address under which other nodes reach this one.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port for other nodes; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Nodes of one city share it.</summary>
    public string City { get; init; } = "doorstep";

    public bool Alone => Nodes == "alone";

    /// <summary>What is wrong, each with what to write instead; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Nodes is not ("alone" or "postgres"))
        {
            problems.Add($"Live:Nodes={Nodes} is not known: write alone for a single process, or postgres for several.");
        }

        if (Nodes == "postgres" && string.IsNullOrWhiteSpace(Postgres))
        {
            problems.Add("Live:Nodes=postgres needs a database: write Store:Postgres=\"Host=…;Database=…;Username=…\" (or Live:Postgres for another one).");
        }

        if (!IPAddress.TryParse(Address, out _))
        {
            problems.Add($"Live:Address={Address} is no address: write the IP address under which the other nodes reach this one, for example 10.0.0.5.");
        }

        if (Port is < 0 or > 65535)
        {
            problems.Add($"Live:Port={Port} is out of range: write a free port from 1 to 65535, or 0 for any.");
        }

        if (string.IsNullOrWhiteSpace(City))
        {
            problems.Add("Live:City is empty: write the same short name on every node of the city, for example doorstep.");
        }

        return problems;
    }
}
