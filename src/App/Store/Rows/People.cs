using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.App.Store.Rows;

/// <summary>An organisation: provider, district office, city commission, grid company, committee, agency.</summary>
public sealed class OrganisationRow
{
    public required OrganisationId Id { get; init; }

    public required string Name { get; set; }

    public required string EnglishName { get; set; }

    /// <summary>The role its staff have at most; a provider's staff have one of the provider roles.</summary>
    public required OrganisationKind Kind { get; set; }

    /// <summary>统一社会信用代码, where it has one.</summary>
    public string? CreditCode { get; set; }

    /// <summary>Division codes it is limited to, separated by spaces; empty for the whole city.</summary>
    public string Areas { get; set; } = "";

    public bool Demonstration { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

public enum OrganisationKind
{
    Provider,
    Community,
    District,
    City,
    Agency,
    Grid,
    Safety,
}

/// <summary>A member of an organisation's staff, kept by the sign-in library.</summary>
public sealed class StaffRow : IdentityUser<long>
{
    public OrganisationId Organisation { get; set; }

    public Role Role { get; set; }

    public string DisplayName { get; set; } = "";

    /// <summary>Division codes narrower than the organisation's, separated by spaces.</summary>
    public string Areas { get; set; } = "";

    public bool Demonstration { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>The last one-time code of the authenticator that was accepted: it opens no second time.</summary>
    public string? LastAuthenticatorCode { get; set; }
}

public sealed class ResidentRow
{
    public required ResidentId Id { get; init; }

    /// <summary>Normalised (+86…); null after deletion.</summary>
    public string? Phone { get; set; }

    public string DisplayName { get; set; } = "";

    /// <summary>Resident with an agreement, or driver without.</summary>
    public DateOnly? AgreementFrom { get; set; }

    public DateOnly? AgreementUntil { get; set; }

    public double? HomeLongitude { get; set; }

    public double? HomeLatitude { get; set; }

    public string? HomeCommunity { get; set; }

    public string Culture { get; set; } = "zh-CN";

    /// <summary>Which version of the privacy statement was agreed to, and when.</summary>
    public string? ConsentVersion { get; set; }

    public DateTimeOffset? ConsentAt { get; set; }

    public bool Demonstration { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? BlockedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}

public sealed class VehicleRow
{
    public required long Id { get; init; }

    public required ResidentId Resident { get; init; }

    public required string Plate { get; set; }

    public string Model { get; set; } = "";

    public string? Vin { get; set; }

    public Energy? Battery { get; set; }
}

/// <summary>A charging card or tag: OCPP idTag, YKC physical card number.</summary>
public sealed class CardRow
{
    /// <summary>Upper-case, at most 36 characters.</summary>
    public required string Uid { get; init; }

    public required ResidentId Resident { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? BlockedAt { get; set; }
}

/// <summary>A one-time code on its way to a phone.</summary>
public sealed class SignInCodeRow
{
    public required long Id { get; init; }

    public required string Phone { get; init; }

    public required string CodeHash { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int FailedAttempts { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A sign-in or an API token that can be revoked; the secret itself is never stored.</summary>
public sealed class GrantRow
{
    public required long Id { get; init; }

    public required string SecretHash { get; init; }

    public required GrantKind Kind { get; init; }

    /// <summary>Resident id or staff id; 0 for a token that belongs to a role alone.</summary>
    public required long Subject { get; init; }

    public required Role Role { get; init; }

    public OrganisationId? Organisation { get; init; }

    public string Areas { get; init; } = "";

    /// <summary>The token's name, or the device that signed in.</summary>
    public string Label { get; init; } = "";

    /// <summary>Who issued a token or an invitation.</summary>
    public string IssuedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}

public enum GrantKind
{
    ResidentSignIn,
    StaffSignIn,
    Token,

    /// <summary>Opens only the page where a member of staff chooses a password, once.</summary>
    Invitation,
}

/// <summary>One line of the append-only audit log.</summary>
public sealed class AuditRow
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long ActorId { get; init; }

    public required string ActorName { get; init; }

    public required Role ActorRole { get; init; }

    public string? Organisation { get; init; }

    public required string From { get; init; }

    /// <summary>Verb and object: `tariff.change`, `resident.read`.</summary>
    public required string Action { get; init; }

    /// <summary>Kind and id of the thing: `station:EZ0001`.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON of what it was, personal data masked.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }
}

/// <summary>A text message waiting for, or handed to, the sender.</summary>
public sealed class TextMessageRow
{
    public required long Id { get; init; }

    public required string Phone { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>Something a resident is told about a charge of his; said in his language when he reads it.</summary>
public sealed class MessageRow
{
    public required long Id { get; init; }

    public required ResidentId Resident { get; init; }

    /// <summary>`session.full`, `session.failed`, `session.billed`, `wallet.low`.</summary>
    public required string Kind { get; init; }

    public required SessionId Session { get; init; }

    public required PileId Pile { get; init; }

    public int Connector { get; init; }

    public Energy Energy { get; init; }

    public Money? Total { get; init; }

    /// <summary>Why it failed, as the session says it.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>A key of the ring that protects antiforgery and sign-in ceremonies; shared by all nodes.</summary>
public sealed class KeyRow
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
