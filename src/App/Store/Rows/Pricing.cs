using Doorstep.Rules;

namespace Doorstep.App.Store.Rows;

/// <summary>A published version of a tariff; its rates are the JSON of the rule's own record. Never changed once it was in force.</summary>
public sealed class TariffRow
{
    public required long Id { get; init; }

    /// <summary>The tariff's stable code; a new version is a new row with the same code.</summary>
    public required string Code { get; init; }

    public required OrganisationId Owner { get; init; }

    public required string Name { get; set; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; set; }

    public required string Rates { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken back before it came into force.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Machine time of the last change; other nodes look for what is newer than they know.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Which tariff a station charges from a day on.</summary>
public sealed class StationTariffRow
{
    public required long Id { get; init; }

    public required StationId Station { get; init; }

    public required string TariffCode { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? Until { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>The city's leave for a station to charge agreement residents a higher service fee for a while.</summary>
public sealed class CeilingExceptionRow
{
    public required long Id { get; init; }

    public required StationId Station { get; init; }

    public required UnitPrice Ceiling { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; set; }

    public required string Reason { get; init; }

    public required string ApprovedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A dated city setting: thresholds, ceilings, texts. The value in force is the one with the latest start not after the day.</summary>
public sealed class CitySettingRow
{
    public required long Id { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }

    public required DateOnly From { get; init; }

    public string Source { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A prepaid wallet. <see cref="Balance"/> includes <see cref="Held"/>; free money is the difference and never negative.</summary>
public sealed class WalletRow
{
    public required ResidentId Resident { get; init; }

    public Money Balance { get; set; }

    public Money Held { get; set; }

    /// <summary>What bills took beyond the balance; paid from the next free money.</summary>
    public Money Debt { get; set; }

    public long Version { get; set; }
}

/// <summary>Money set aside for a session. It stays after its end, so that a repeat is recognised.</summary>
public sealed class WalletHoldRow
{
    public required SessionId Session { get; init; }

    public required ResidentId Resident { get; init; }

    public required Money Amount { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>True when it ended with a bill.</summary>
    public bool Settled { get; set; }
}

/// <summary>Money that came into a wallet from outside, and how much of it went back.</summary>
public sealed class PaymentRow
{
    public required long Id { get; init; }

    public required ResidentId Resident { get; init; }

    /// <summary>`cash-desk:EZCITY`, `demonstration` …</summary>
    public required string Source { get; init; }

    /// <summary>The payer's own key; unique together with the source.</summary>
    public required string Key { get; init; }

    /// <summary>What the source calls this payment.</summary>
    public required string Reference { get; init; }

    public required Money Amount { get; init; }

    public Money GivenBack { get; set; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Money on its way back to the payment it came from.</summary>
public sealed class RefundRow
{
    public required long Id { get; init; }

    public required long Payment { get; init; }

    public required ResidentId Resident { get; init; }

    /// <summary>The asker's own key; unique together with the payment.</summary>
    public required string Key { get; init; }

    public required Money Amount { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What the source calls this refund.</summary>
    public string? Reference { get; set; }
}

/// <summary>One leg of a double entry; the legs of one <see cref="Transaction"/> sum to zero.</summary>
public sealed class LedgerEntryRow
{
    public required long Id { get; init; }

    public required long Transaction { get; init; }

    /// <summary>`wallet:7`, `provider:GRIDCO`, `city:deposits`, `grid:electricity`.</summary>
    public required string Account { get; init; }

    /// <summary>Positive into the account, negative out of it.</summary>
    public required Money Amount { get; init; }

    public required string Kind { get; init; }

    /// <summary>What makes a repeat of the same posting recognisable; unique together with the account.</summary>
    public required string Key { get; init; }

    public SessionId? Session { get; init; }

    public required DateTimeOffset At { get; init; }
}
