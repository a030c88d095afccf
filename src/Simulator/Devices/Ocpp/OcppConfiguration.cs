using System.Globalization;

namespace Doorstep.Simulator.Devices.Ocpp;

/// <summary>What a server may do with a configuration key.</summary>
internal enum KeyAccess
{
    ReadOnly,
    ReadWrite,
    WriteOnly,
}

/// <summary>Values a configuration key takes.</summary>
internal enum KeyKind
{
    Text,

    /// <summary>An integer from 0.</summary>
    Number,
    Flag,
}

/// <summary>A configuration key (1.6) or variable (2.0.1, <c>Component/Variable</c>) with its value from the works, which may depend on the pile.</summary>
internal sealed record ConfigurationKey(string Name, Func<PileSpec, LinkRhythm, string> FromWorks, KeyAccess Access = KeyAccess.ReadWrite, KeyKind Kind = KeyKind.Text)
{
    public ConfigurationKey(string name, string fromWorks, KeyAccess access = KeyAccess.ReadWrite, KeyKind kind = KeyKind.Text)
        : this(name, (_, _) => fromWorks, access, kind)
    {
    }

    public ConfigurationKey(string name, Func<PileSpec, LinkRhythm, int> fromWorks, KeyAccess access = KeyAccess.ReadWrite)
        : this(name, (spec, rhythm) => fromWorks(spec, rhythm).ToString(CultureInfo.InvariantCulture), access, KeyKind.Number)
    {
    }

    public ConfigurationKey(string name, Func<LinkRhythm, TimeSpan> fromWorks, KeyAccess access = KeyAccess.ReadWrite)
        : this(name, (_, rhythm) => (int)Math.Max(1, Math.Round(fromWorks(rhythm).TotalSeconds)), access)
    {
    }
}

/// <summary>What became of setting a key.</summary>
internal enum KeyChange
{
    Done,
    Unknown,
    ReadOnly,
    WrongValue,
}

/// <summary>A pile's configuration: the keys are shared by all piles, only changed values are its own.</summary>
internal sealed class OcppConfiguration(IReadOnlyList<ConfigurationKey> keys, PileSpec spec, LinkRhythm rhythm)
{
    private Dictionary<string, string>? changed;

    public IReadOnlyList<ConfigurationKey> Keys => keys;

    public ConfigurationKey? Find(string name)
    {
        foreach (var key in keys)
        {
            // 1.6 §7.29: key names are case-insensitive
            if (string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
                return key;
        }

        return null;
    }

    public string Value(ConfigurationKey key) => changed?.GetValueOrDefault(key.Name) ?? key.FromWorks(spec, rhythm);

    public string Value(string name) => Value(Known(name));

    public bool IsSet(string name) => bool.Parse(Value(name));

    public int Number(string name) => int.Parse(Value(name), CultureInfo.InvariantCulture);

    public KeyChange Change(string name, string value)
    {
        if (Find(name) is not { } key)
            return KeyChange.Unknown;
        if (key.Access == KeyAccess.ReadOnly)
            return KeyChange.ReadOnly;
        var fits = key.Kind switch
        {
            KeyKind.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            KeyKind.Flag => bool.TryParse(value, out _),
            _ => true,
        };
        if (!fits)
            return KeyChange.WrongValue;
        (changed ??= [])[key.Name] = value;
        return KeyChange.Done;
    }

    private ConfigurationKey Known(string name) => Find(name) ?? throw new ArgumentException($"No key {name}.", nameof(name));
}
