using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Siting;

/// <summary>The city's divisions: which street lies in which district, and what they are called.</summary>
public sealed class DivisionTree
{
    private readonly Dictionary<string, DivisionRow> divisions;

    private DivisionTree(IEnumerable<DivisionRow> rows) => divisions = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);

    /// <summary>Districts in order of their codes: what lies directly under the city.</summary>
    public IReadOnlyList<DivisionRow> Districts => [.. divisions.Values.Where(d => d.Parent is { } city && Find(city) is { Parent: null }).OrderBy(d => d.Code, StringComparer.Ordinal)];

    public static async Task<DivisionTree> Read(DoorstepDb db, CancellationToken ct) => new(await db.Divisions.AsNoTracking().ToListAsync(ct));

    public DivisionRow? Find(string code) => divisions.GetValueOrDefault(code);

    public IReadOnlyList<DivisionRow> Under(string code) => [.. divisions.Values.Where(d => d.Parent == code).OrderBy(d => d.Code, StringComparer.Ordinal)];

    /// <summary>The district a division lies in or is; null for the city itself and for what is not known.</summary>
    public DivisionRow? District(string? code)
    {
        for (var at = code is null ? null : Find(code); at is not null; at = at.Parent is { } up ? Find(up) : null)
        {
            if (at.Parent is { } parent && Find(parent) is { Parent: null })
            {
                return at;
            }
        }

        return null;
    }
}
