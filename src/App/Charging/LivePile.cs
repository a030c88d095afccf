using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.Charging;

namespace Doorstep.App.Charging;

/// <summary>A pile's live state.</summary>
public sealed class LivePile(PileEntry entry)
{
    /// <summary>Finished sessions a pile may still speak of; older ones are looked up in the store.</summary>
    private const int FinishedKept = 16;

    private readonly SortedDictionary<int, LiveConnector> connectors = [];
    private readonly List<TransactionBegan> plugged = [];

    public PileEntry Entry { get; set; } = entry;

    public PileId Id => Entry.Pile;

    /// <summary>Its connection; null while it has none.</summary>
    public PileOrigin? Link { get; set; }

    public DateTimeOffset? LinkedSince { get; set; }

    public IEnumerable<LiveConnector> Connectors => connectors.Values;

    /// <summary>Open and lately finished sessions, oldest first.</summary>
    public List<LiveSession> Sessions { get; } = [];

    public List<Session> Known => Sessions.ConvertAll(s => s.State);

    public LiveConnector Connector(int number)
    {
        if (!connectors.TryGetValue(number, out var connector))
        {
            connector = new LiveConnector(number);
            connectors.Add(number, connector);
        }

        return connector;
    }

    /// <summary>Takes over what is not in the store: the connection and what the connectors last said.</summary>
    public void Remember(LivePile before)
    {
        Link = before.Link;
        LinkedSince = before.LinkedSince;
        foreach (var connector in before.Connectors)
        {
            connector.OutOfService = Connector(connector.Number).OutOfService;
            connectors[connector.Number] = connector;
        }

        if (Link is not null)
        {
            Sessions.ForEach(s => s.State = s.State with { LinkLostAt = null });
        }
    }

    /// <summary>The session a pile calls so; after a given-up start, or where a pile gives a name twice, the newest one.</summary>
    public LiveSession? Named(string transaction) => Sessions.FindLast(s => TransactionName.Means(s.State.PileTransaction, transaction));

    public LiveSession? OpenOn(int connector) => Sessions.FindLast(s => s.State.Open && s.State.Connector.Number == connector);

    /// <summary>Remembers a transaction that began with the plug alone.</summary>
    public void Plugged(TransactionBegan began)
    {
        // One plug per connector; an older one was pulled without our hearing of it.
        plugged.RemoveAll(p => p.Connector == began.Connector);
        plugged.Add(began);
    }

    /// <summary>True while this transaction is a plug and nothing more.</summary>
    public bool IsPlugged(string transaction) => plugged.Exists(p => p.Transaction == transaction);

    /// <summary>True when a transaction that ends was nothing but a plug; it may say so twice.</summary>
    public bool WasOnlyPlugged(string transaction, Energy? end) =>
        plugged.Find(p => p.Transaction == transaction) is { } plug && (end is null || plug.Register is null || end <= plug.Register);

    /// <summary>What a pile says began, completed by what it said when the plug went in and by the session a remote start named.</summary>
    internal TransactionBegan TakeBegan(TransactionBegan began)
    {
        if (began.Token is null && began.RemoteStart is { } number && Sessions.FindLast(s => (int)(s.State.Id.Value & int.MaxValue) == number) is { } asked)
        {
            began = began with { Token = SessionToken.Of(asked.State.Id) };
        }

        if (!began.Implied || plugged.Find(p => p.Transaction == began.Transaction) is not { } plug)
        {
            return began;
        }

        plugged.Remove(plug);
        return began with { Implied = false, Register = plug.Register ?? began.Register, Connector = plug.Connector };
    }

    /// <summary>What the start rule asks of a connector.</summary>
    public ConnectorFacts Facts(int connector) => new(
        new ConnectorId(Id, connector), !Entry.OutOfService, !Connector(connector).OutOfService, Link is not null, Connector(connector).Status, OpenOn(connector) is not null);

    internal List<LiveSession> TooMany()
    {
        int finished = Sessions.Count(s => s.State.Over) - FinishedKept;
        return finished <= 0 ? [] : [.. Sessions.Where(s => s.State.Over).Take(finished)];
    }
}

public sealed class LiveConnector(int number)
{
    public int Number => number;

    public ReportedStatus Status { get; set; }

    public string Fault { get; set; } = "";

    public DateTimeOffset? StatusAt { get; set; }

    /// <summary>Its pile agreed to take it out of service, at once or when its car has left, and has not been told otherwise since.</summary>
    public bool OutOfService { get; set; }
}
