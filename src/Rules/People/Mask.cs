namespace Doorstep.Rules.People;

/// <summary>How much of a person somebody sees.</summary>
public enum Sight
{
    /// <summary>Nothing that names the person.</summary>
    Hidden,

    /// <summary>Enough to recognise a person one already knows: 138****5678, 鄂A·***45, 王*.</summary>
    Masked,
    Full,
}

/// <summary>Personal data on its way to a reader: each role's sight per field, and what masking leaves.</summary>
public static class Mask
{
    /// <summary>Everyone sees himself, the city sees all, a unit leader may ring his residents; whoever runs a desk or a pile sees masks; others nothing.</summary>
    public static Sight SightOf(Actor viewer, ResidentId resident) => viewer.Role switch
    {
        _ when viewer.Resident == resident => Sight.Full,
        Role.City or Role.UnitLeader => Sight.Full,
        Role.ProviderManager or Role.ProviderOperator or Role.ProviderFinance or Role.Community => Sight.Masked,
        _ => Sight.Hidden,
    };

    /// <summary>+8613812345678 → 138****5678.</summary>
    public static string? Phone(string? phone, Sight sight) => Show(phone, sight, p =>
    {
        var local = p.StartsWith("+86", StringComparison.Ordinal) ? p[3..] : p;
        return local.Length < 8 ? Stars(local.Length) : $"{local[..3]}{Stars(local.Length - 7)}{local[^4..]}";
    });

    /// <summary>鄂A12345 → 鄂A***45.</summary>
    public static string? Plate(string? plate, Sight sight) =>
        Show(plate, sight, p => p.Length < 5 ? Stars(p.Length) : $"{p[..2]}{Stars(p.Length - 4)}{p[^2..]}");

    /// <summary>Keeps the maker's three letters and the last four digits of the seventeen.</summary>
    public static string? Vin(string? vin, Sight sight) =>
        Show(vin, sight, v => v.Length < 8 ? Stars(v.Length) : $"{v[..3]}{Stars(v.Length - 7)}{v[^4..]}");

    /// <summary>王小明 → 王**.</summary>
    public static string? Name(string? name, Sight sight) =>
        Show(name, sight, n => string.Concat(n.EnumerateRunes().Select((rune, at) => at == 0 ? rune.ToString() : "*")));

    private static string? Show(string? value, Sight sight, Func<string, string> mask) => sight switch
    {
        Sight.Full => value,
        Sight.Masked when value is { Length: > 0 } => mask(value),
        Sight.Masked => value,
        _ => null,
    };

    private static string Stars(int count) => new('*', count);
}
