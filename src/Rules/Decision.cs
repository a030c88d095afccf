using System.Diagnostics.CodeAnalysis;

namespace Doorstep.Rules;

/// <summary>Either the value a rule granted or the refusal it gave; never both, never neither.</summary>
public readonly struct Decision<T>
{
    private readonly T? value;

    private Decision(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Granted => Refusal is null;

    /// <summary>The granted value; asking for it after a refusal is a bug.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal}");

    /// <summary>Says yes in words, where the value is an interface or null and cannot convert by itself.</summary>
    public static Decision<T> Grant(T value) => new(value, null);

    public static implicit operator Decision<T>(T value) => new(value, null);

    public static implicit operator Decision<T>(Refusal refusal) => new(default, refusal);
}
