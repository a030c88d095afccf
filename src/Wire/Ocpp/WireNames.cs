using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Wire.Ocpp;

/// <summary>The standard's spelling of an enumeration's words; members are numbered from 0 without gaps and kept in a byte.</summary>
internal static class WireNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly JsonEncodedText[] Names = [.. Enum.GetValues<TEnum>().Select(Spelling)];
    private static readonly byte[][] Utf8Names = [.. Names.Select(name => Encoding.UTF8.GetBytes(name.Value))];

    public static JsonEncodedText Of(TEnum value) => Names[Unsafe.BitCast<TEnum, byte>(value)];

    public static bool TryFind(ReadOnlySpan<byte> utf8, out TEnum value)
    {
        for (var i = 0; i < Utf8Names.Length; i++)
        {
            if (utf8.SequenceEqual(Utf8Names[i]))
            {
                value = Unsafe.BitCast<byte, TEnum>((byte)i);
                return true;
            }
        }
        value = default;
        return false;
    }

    private static JsonEncodedText Spelling(TEnum value)
    {
        var name = value.ToString();
        var field = typeof(TEnum).GetField(name, BindingFlags.Public | BindingFlags.Static);
        return JsonEncodedText.Encode(field?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name);
    }
}
