namespace Doorstep.Rules.People;

/// <summary>Who may do what, in which reach: one table, read row by row. No use case decides this any other way.</summary>
public static class Permissions
{
    // o: only what is his own · p: his organisation's, within his areas · a: what lies in his areas (none named: the whole city) · c: everything · -: nothing.
    private static readonly Dictionary<Act, string> Table = new()
    {
        //                            Public Resident Driver | Manager Operator Technician Finance | UnitLeader Community District City | Agency Expert Grid Safety Auditor
        [Act.ReadStation] = /*      */ "c      c        c        c       c        c          c         c          c         c        c      c      c      c    c      c",
        [Act.ReadStationInside] = /**/ "-      -        -        p       p        p          p         p          -         a        c      -      -      a    a      -",
        [Act.ChangeStation] = /*    */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ChangePile] = /*       */ "-      -        -        p       -        p          -         -          -         -        c      -      -      -    -      -",
        [Act.CommandPile] = /*      */ "-      -        -        p       p        p          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadTariff] = /*       */ "c      c        c        c       c        c          c         c          c         c        c      c      c      c    c      c",
        [Act.ChangeTariff] = /*     */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadCitySetting] = /*  */ "c      c        c        c       c        c          c         c          c         c        c      c      c      c    c      c",
        [Act.ChangeCitySetting] = /**/ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.StartSession] = /*     */ "-      o        o        p       p        -          -         -          -         -        c      -      -      -    -      -",
        [Act.StopSession] = /*      */ "-      o        o        p       p        p          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadSession] = /*      */ "-      o        o        p       p        p          p         p          -         -        c      -      -      -    -      -",
        [Act.JudgeSession] = /*     */ "-      -        -        p       -        -          p         -          -         -        c      -      -      -    -      -",
        [Act.ReadWallet] = /*       */ "-      o        o        -       -        -          -         -          -         -        c      -      -      -    -      -",
        // Money put in at a desk is welcome from whoever runs one; what comes out goes through the desk it came in by.
        [Act.TopUpWallet] = /*      */ "-      o        o        c       c        -          c         -          -         -        c      -      -      -    -      -",
        [Act.RefundWallet] = /*     */ "-      o        o        p       -        -          p         -          -         -        c      -      -      -    -      -",
        [Act.RefundBill] = /*       */ "-      -        -        p       -        -          p         -          -         -        c      -      -      -    -      -",
        [Act.ReadLedger] = /*       */ "-      o        o        p       -        -          p         -          -         -        c      -      -      -    -      -",
        [Act.ReadOrganisation] = /* */ "c      c        c        c       c        c          c         c          c         c        c      c      c      c    c      c",
        [Act.ChangeOrganisation] = /**/"-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadStaff] = /*        */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ChangeStaff] = /*      */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadResident] = /*     */ "-      o        o        p       p        -          p         a          a         -        c      -      -      -    -      -",
        [Act.ChangeResident] = /*   */ "-      o        o        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.BlockResident] = /*    */ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.SetAgreement] = /*     */ "-      -        -        p       -        -          -         a          a         -        c      -      -      -    -      -",
        [Act.ReadTextMessages] = /* */ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadAudit] = /*        */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      c",
        [Act.ReadGrants] = /*       */ "-      o        o        p       o        o          o         o          o         o        c      o      o      o    o      o",
        [Act.RevokeGrant] = /*      */ "-      o        o        p       o        o          o         o          o         o        c      o      o      o    o      o",
        [Act.IssueToken] = /*       */ "-      -        -        p       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadCensus] = /*       */ "-      -        -        -       -        -          -         a          a         a        c      -      -      -    -      -",
        [Act.EnterSurvey] = /*      */ "-      -        -        -       -        -          -         -          a         a        c      -      -      -    -      -",
        [Act.JudgeSurvey] = /*      */ "-      -        -        -       -        -          -         -          -         a        c      -      -      -    -      -",
        [Act.ChangeCensus] = /*     */ "-      -        -        -       -        -          -         -          -         a        c      -      -      -    -      -",
        [Act.ReadSite] = /*         */ "-      -        -        -       -        -          -         -          -         a        c      -      -      a    -      -",
        [Act.ChangeSite] = /*       */ "-      -        -        -       -        -          -         -          -         a        c      -      -      -    -      -",
        [Act.ChangeFeeder] = /*     */ "-      -        -        -       -        -          -         -          -         -        c      -      -      a    -      -",
        [Act.PlanSites] = /*        */ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadPlan] = /*         */ "-      -        -        -       -        -          -         -          -         a        c      -      -      -    -      -",
        [Act.PublishCall] = /*      */ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
        [Act.ReadCall] = /*         */ "c      c        c        c       c        c          c         c          c         c        c      c      c      c    c      c",
        [Act.RunCity] = /*          */ "-      -        -        -       -        -          -         -          -         -        c      -      -      -    -      -",
    };

    private static readonly Dictionary<(Role Role, Act Act), Reach> Reaches = Table
        .SelectMany(row => Letters(row.Value).Select((letter, role) => (Key: ((Role)role, row.Key), Value: ReachOf(letter))))
        .ToDictionary(cell => cell.Key, cell => cell.Value);

    /// <summary>How far a role reaches with an act.</summary>
    public static Reach Of(Role role, Act act) => Reaches[(role, act)];

    /// <summary>Null when <paramref name="who"/> may; else `people.sign-in-needed` for the public or `people.not-allowed` (act).</summary>
    public static Refusal? Refuses(Actor who, Act act, Thing thing)
    {
        var may = Of(who.Role, act) switch
        {
            Reach.City => true,
            Reach.Area => Within(who.Areas, thing.Division),
            Reach.Organisation => who.Organisation is { } own && thing.Organisation == own && (thing.Division is null || Within(who.Areas, thing.Division)),
            Reach.Own => who.Id != 0 && (who.Resident is { } me ? thing.Resident == me : thing.Staff == who.Id),
            _ => false,
        };
        if (may)
        {
            return null;
        }

        return who.Role == Role.Public ? new("people.sign-in-needed") : new("people.not-allowed", ("act", act.ToString()), ("role", who.Role.ToString()));
    }

    /// <summary>True when a division lies in one of the areas; a division's code begins with its parent's, and no areas are the whole city.</summary>
    public static bool Within(IReadOnlyList<string> areas, string? division) =>
        areas.Count == 0 || (division is not null && areas.Any(a => division.StartsWith(a, StringComparison.Ordinal)));

    private static string[] Letters(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Reach ReachOf(string letter) => letter switch
    {
        "o" => Reach.Own,
        "p" => Reach.Organisation,
        "a" => Reach.Area,
        "c" => Reach.City,
        _ => Reach.None,
    };
}

/// <summary>A verb on a thing, as the permission table's rows name it.</summary>
public enum Act
{
    /// <summary>What anyone sees of a station: place, prices, free connectors.</summary>
    ReadStation,

    /// <summary>What only those who run it see: links, faults, firmware, event log.</summary>
    ReadStationInside,
    ChangeStation,

    /// <summary>Piles, connectors, bays and the piles' secrets.</summary>
    ChangePile,

    /// <summary>Reset, unlock, availability.</summary>
    CommandPile,
    ReadTariff,
    ChangeTariff,
    ReadCitySetting,
    ChangeCitySetting,
    StartSession,
    StopSession,

    /// <summary>Sessions with their readings and bills.</summary>
    ReadSession,

    /// <summary>Decide a disputed difference between the pile's figures and ours.</summary>
    JudgeSession,
    ReadWallet,
    TopUpWallet,
    RefundWallet,
    RefundBill,

    /// <summary>The ledger's entries of an account, and a provider's settlement.</summary>
    ReadLedger,
    ReadOrganisation,
    ChangeOrganisation,
    ReadStaff,
    ChangeStaff,
    ReadResident,

    /// <summary>Profile, vehicles, cards.</summary>
    ChangeResident,
    BlockResident,
    SetAgreement,
    ReadTextMessages,
    ReadAudit,
    ReadGrants,
    RevokeGrant,
    IssueToken,

    /// <summary>Communities with their surveys and gaps, and the public stations near them.</summary>
    ReadCensus,

    /// <summary>Fill in and submit a community's survey.</summary>
    EnterSurvey,

    /// <summary>Confirm a submitted survey, or return it with a reason.</summary>
    JudgeSurvey,

    /// <summary>Record communities, gates and public stations that others run.</summary>
    ChangeCensus,

    /// <summary>Candidate sites and feeders.</summary>
    ReadSite,
    ChangeSite,
    ChangeFeeder,

    /// <summary>Start and stop siting runs, lock sites in or out.</summary>
    PlanSites,

    /// <summary>Siting runs with their plans and forecasts.</summary>
    ReadPlan,

    /// <summary>Make a plan a call for projects, or close one early.</summary>
    PublishCall,
    ReadCall,

    /// <summary>What concerns the whole city and has no row of its own: the base map, demonstration, backups.</summary>
    RunCity,
}

/// <summary>How far an act reaches.</summary>
public enum Reach
{
    None,
    Own,
    Organisation,
    Area,
    City,
}

/// <summary>What is acted on, by what decides about it: whose it is and where it lies.</summary>
/// <param name="Division">Code of the division it lies in.</param>
public readonly record struct Thing(OrganisationId? Organisation = null, ResidentId? Resident = null, long? Staff = null, string? Division = null)
{
    public static Thing Of(OrganisationId organisation, string? division = null) => new(organisation, Division: division);

    public static Thing Of(ResidentId resident, string? division = null) => new(Resident: resident, Division: division);
}
