namespace Doorstep.Rules.Stations;

/// <summary>A parking bay as somebody wants it recorded.</summary>
/// <param name="Label">What is painted on the ground, unique in its station.</param>
/// <param name="Serves">The connectors whose cable reaches it.</param>
public sealed record BayDraft(string Label, BayZone Zone, bool HasLock, bool HasCamera, IReadOnlyList<ConnectorId> Serves);
