namespace Doorstep.Rules.People;

/// <summary>
/// Who asks: a person or a program, in one role, for one organisation, seen from one address.
/// Every use case takes one and decides by it; pages and API only build it from the sign-in.
/// </summary>
/// <param name="Id">Resident id, staff id or token id; 0 for the public and for the city's own clockwork.</param>
/// <param name="Name">What the audit log shows.</param>
/// <param name="Organisation">The organisation a member of staff belongs to.</param>
/// <param name="Areas">Division codes (district, street or community) the role is limited to; empty means the whole city.</param>
/// <param name="From">The network address the request came from.</param>
public sealed record Actor(long Id, string Name, Role Role, OrganisationId? Organisation, IReadOnlyList<string> Areas, string From)
{
    /// <summary>The city's own clockwork: timers, piles' messages, start-up.</summary>
    public static readonly Actor Clockwork = new(0, "clockwork", Role.City, null, [], "");

    public static Actor Anonymous(string from) => new(0, "public", Role.Public, null, [], from);

    public ResidentId? Resident => Role is Role.Resident or Role.Driver ? new ResidentId(Id) : null;
}
