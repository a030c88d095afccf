namespace Doorstep.Rules.People;

/// <summary>What follows from a resident's own record.</summary>
public static class ResidentRules
{
    /// <summary>A resident while an agreement covers the day (local date, both ends included), else a driver at market price.</summary>
    public static Role RoleOn(DateOnly day, DateOnly? agreementFrom, DateOnly? agreementUntil) =>
        agreementFrom <= day && (agreementUntil is null || day <= agreementUntil) ? Role.Resident : Role.Driver;

    /// <summary>Null when a record may be erased; else `resident.session-open`, `resident.money-left` (yuan) or `resident.debt` (yuan).</summary>
    public static Refusal? RefusesToErase(bool sessionOpen, Money balance, Money debt)
    {
        if (sessionOpen)
        {
            return new("resident.session-open");
        }

        if (debt > Money.Zero)
        {
            return new("resident.debt", ("yuan", debt.YuanText));
        }

        return balance > Money.Zero ? new("resident.money-left", ("yuan", balance.YuanText)) : null;
    }
}
