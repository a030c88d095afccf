namespace Doorstep.App.Siting;

/// <summary>What is planned for: the whole city, a district or street by its code, or single communities.</summary>
public sealed record SitingArea(string? District, string? Street, IReadOnlyList<string> Communities);
