namespace Doorstep.Rules.People;

/// <summary>What a member of staff's record must be.</summary>
public static class StaffRules
{
    /// <summary>Null for 2 to 64 letters, digits, '.', '_', '-', '@', beginning with a letter or digit; else `staff.user-name`.</summary>
    public static Refusal? RefusesName(string? userName) =>
        userName is { Length: >= 2 and <= 64 } && char.IsLetterOrDigit(userName[0]) && userName.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@')
            ? null
            : new("staff.user-name");

    /// <summary>Null when somebody may lose his role: the city is never left without an administrator (`staff.last-administrator`).</summary>
    public static Refusal? RefusesToLeave(Role role, int otherActiveAdministrators) =>
        role == Role.City && otherActiveAdministrators == 0 ? new("staff.last-administrator") : null;
}
