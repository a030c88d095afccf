using System.Globalization;
using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;

namespace Doorstep.App.Charging;

/// <summary>
/// Names we give to transactions. OCPP 1.6 wants a positive 32-bit integer: numbers are taken from the store in blocks, so none is
/// given twice in the city, on whatever node, before or after whatever crash.
/// </summary>
public sealed class TransactionNames(GroupCommit commits) : IDisposable
{
    private const string Counter = "ocpp16-transaction";
    private const int Block = 1000;

    private readonly SemaphoreSlim turn = new(1);
    private long next;
    private long end;

    public async ValueTask<string> Next(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (next == end)
            {
                next = await commits.Run(TakeBlock, ct);
                end = next + Block;
            }

            return (next++).ToString(CultureInfo.InvariantCulture);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>
    /// YKC §1: pile, gun, local time, four digits of our own; all 32 digits count. Ids a part of a second apart may end in the same four,
    /// so the next free number is taken.
    /// </summary>
    internal static string Ykc(ConnectorId connector, SessionId session, DateTimeOffset now, LivePile pile)
    {
        for (long digits = session.Value % 10_000; ; digits = (digits + 1) % 10_000)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture, $"{connector.Pile.Value}{connector.Number:00}{now.ToOffset(LocalClock.Offset):yyMMddHHmmss}{digits:0000}");
            if (pile.Named(name) is null)
            {
                return name;
            }
        }
    }

    private static async Task<long> TakeBlock(DoorstepDb db, CancellationToken ct)
    {
        var row = await db.Counters.FindAsync([Counter], ct);
        if (row is null)
        {
            row = new CounterRow { Name = Counter, Next = 1 };
            db.Counters.Add(row);
        }

        long first = row.Next;
        row.Next += Block;
        return row.Next <= int.MaxValue ? first : throw new InvalidOperationException("All OCPP 1.6 transaction numbers have been given; the city needs a new counter");
    }
}
