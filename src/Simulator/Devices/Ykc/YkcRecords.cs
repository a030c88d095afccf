using Doorstep.Wire.Ykc;

namespace Doorstep.Simulator.Devices.Ykc;

/// <summary>Records the platform has not acknowledged: sent at most three times on a connection, 30 s apart, and again after the next login (§2.6).</summary>
internal sealed class YkcRecords(LinkRhythm rhythm)
{
    private readonly List<Waiting> waiting = [];

    public int Count => waiting.Count;

    /// <summary>When the next one is due, or null when none is.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var record in waiting)
            {
                if (record.Tries < rhythm.RecordTries && (next is null || record.Due < next))
                {
                    next = record.Due;
                }
            }

            return next;
        }
    }

    public void Keep(TransactionRecord record, DateTimeOffset now) => waiting.Add(new Waiting(record) { Due = now });

    /// <summary>A new login: everything is due again.</summary>
    public void Again(DateTimeOffset now)
    {
        foreach (var record in waiting)
        {
            (record.Tries, record.Due) = (0, now);
        }
    }

    /// <summary>Those due now; each is counted as sent.</summary>
    public IEnumerable<TransactionRecord> Take(DateTimeOffset now)
    {
        foreach (var record in waiting)
        {
            if (record.Tries < rhythm.RecordTries && record.Due <= now)
            {
                record.Tries++;
                record.Due = now + rhythm.RecordRetry;
                yield return record.Record;
            }
        }
    }

    /// <summary>The platform has it; false when it was not waiting (a repeated acknowledgement).</summary>
    public bool Acknowledge(TransactionNumber transaction) => waiting.RemoveAll(w => w.Record.Transaction == transaction) > 0;

    private sealed class Waiting(TransactionRecord record)
    {
        public TransactionRecord Record => record;

        public int Tries { get; set; }

        public DateTimeOffset Due { get; set; }
    }
}
