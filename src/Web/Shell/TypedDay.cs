using System.Globalization;
using Doorstep.Rules;

namespace Doorstep.Web.Shell;

/// <summary>A day as an address writes it.</summary>
internal static class TypedDay
{
    /// <summary>Null for what is no day, and for one so far off that no clock reaches it from every place on earth.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && LocalClock.Reaches(day) ? day : null;
}
