namespace Doorstep.Rules.Charging;

/// <summary>The life of a session (product.md §4). From <see cref="Billed"/> on, and after <see cref="Failed"/>, it never opens again.</summary>
public enum SessionState
{
    /// <summary>Asked for; the pile has not yet said that it began.</summary>
    Starting,

    Charging,

    /// <summary>A stop was asked for; energy may still flow until the pile says it ended.</summary>
    Stopping,

    /// <summary>Over, but the pile's start or end is still missing; it is billed when that arrives or patience runs out.</summary>
    Ended,

    /// <summary>Billed; nobody has paid: no payer is known, or the provider bears it.</summary>
    Billed,

    Paid,

    /// <summary>Never began; nothing was billed.</summary>
    Failed,
}

/// <summary>Who set a session going.</summary>
public enum StartedBy
{
    /// <summary>A resident, with the code on the pile.</summary>
    App,

    /// <summary>A card held to a pile that asked us.</summary>
    Card,

    /// <summary>A member of staff, on a resident's behalf or free of charge.</summary>
    Operator,

    /// <summary>The pile alone, while it could not ask; uploaded later.</summary>
    Pile,
}
