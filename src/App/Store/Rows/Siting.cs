using Doorstep.Rules;
using Doorstep.Rules.Siting;

namespace Doorstep.App.Store.Rows;

/// <summary>A gate of a community through which people walk; WGS-84.</summary>
public sealed class GateRow
{
    public required long Id { get; init; }

    /// <summary>Code of the community.</summary>
    public required string Community { get; init; }

    /// <summary>South gate, gate 2 …; empty where nobody names it.</summary>
    public string Label { get; set; } = "";

    public double Longitude { get; set; }

    public double Latitude { get; set; }
}

/// <summary>One survey of a community: what was counted, when, by whom, and what the street said to it. Surveys are kept; the newest confirmed one counts.</summary>
public sealed class SurveyRow
{
    public required long Id { get; init; }

    /// <summary>Code of the community.</summary>
    public required string Community { get; init; }

    /// <summary>The day it was counted on.</summary>
    public DateOnly On { get; set; }

    /// <summary>Where the figures come from: door to door, property office, vehicle register …</summary>
    public string Source { get; set; } = "";

    public int Households { get; set; }

    public int ParkingSpaces { get; set; }

    /// <summary>New-energy vehicles of the residents.</summary>
    public int Vehicles { get; set; }

    public int PrivatePiles { get; set; }

    public string Note { get; set; } = "";

    public SurveyState State { get; set; }

    public required string EnteredBy { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Who confirmed or returned it.</summary>
    public string? JudgedBy { get; set; }

    public DateTimeOffset? JudgedAt { get; set; }

    /// <summary>Why it was returned, or a remark with the confirmation.</summary>
    public string? JudgedWhy { get; set; }

    public bool Demonstration { get; set; }

    public long Version { get; set; }
}

/// <summary>A public station that is not run on the platform: it serves, so it counts; WGS-84.</summary>
public sealed class PublicStationRow
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Who runs it, as its sign says.</summary>
    public string Operator { get; set; } = "";

    /// <summary>The division it lies in; null where nobody has said.</summary>
    public string? Division { get; set; }

    public double Longitude { get; set; }

    public double Latitude { get; set; }

    public int FastPiles { get; set; }

    public int SlowPiles { get; set; }

    /// <summary>Of one fast pile.</summary>
    public Power FastPower { get; set; }

    /// <summary>Of one slow pile.</summary>
    public Power SlowPower { get; set; }

    public bool OpenToPublic { get; set; } = true;

    public string Source { get; set; } = "";

    public bool Demonstration { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Closed or found not to exist.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A candidate site 场所: a place where a station may be built, and what it offers; WGS-84.</summary>
public sealed class SiteRow
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    public SiteKind Kind { get; set; }

    /// <summary>产权方/场地方.</summary>
    public string Owner { get; set; } = "";

    public LandRight LandRight { get; set; }

    /// <summary>The street it lies in.</summary>
    public string? Division { get; set; }

    public double Longitude { get; set; }

    public double Latitude { get; set; }

    /// <summary>Parking bays that may get a pile.</summary>
    public int Bays { get; set; }

    public double FreeKva { get; set; }

    /// <summary>What an extension of the supply could add.</summary>
    public double ExtraKva { get; set; }

    /// <summary>Price of each kVA of that extension.</summary>
    public Money ExtraKvaCost { get; set; }

    /// <summary>Cost before the first pile: land, civil works, supply.</summary>
    public Money FixedCost { get; set; }

    /// <summary>JSON object, pile type → CNY, where this site differs from the usual cost; null: it does not.</summary>
    public string? PileCosts { get; set; }

    /// <summary>Inside the walls of a community.</summary>
    public bool Inside { get; set; }

    /// <summary>Code of the feeder it hangs on; null where none is modelled.</summary>
    public string? Feeder { get; set; }

    public string Source { get; set; } = "";

    public bool Demonstration { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>No longer to be had.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A feeder or transformer that several sites share, and what it can still give them.</summary>
public sealed class FeederRow
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>The division it lies in; null for the whole city.</summary>
    public string? Division { get; set; }

    public double LimitKva { get; set; }

    public string Source { get; set; } = "";

    public bool Demonstration { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
