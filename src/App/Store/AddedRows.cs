using Doorstep.App.Store.Rows;

namespace Doorstep.App.Store;

/// <summary>Rows that are added and never changed.</summary>
public sealed record AddedRows(IReadOnlyList<ReadingRow> Readings, IReadOnlyList<PileEventRow> Events)
{
    public static readonly AddedRows None = new([], []);

    public async Task Insert(RowWriter rows, CancellationToken ct)
    {
        await rows.InsertAll(Readings, ct);
        await rows.InsertAll(Events, ct);
    }
}
