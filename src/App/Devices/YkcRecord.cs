using Doorstep.App.Charging;
using Doorstep.Rules.Charging;
using Doorstep.Wire.Ykc;

namespace Doorstep.App.Devices;

/// <summary>
/// The record of a whole charge (0x3B, 0x3D): answered 0x40 once it is on disk, and again for every repeat. One that cannot be
/// a charge is answered "illegal", so that the pile lets go of it.
/// </summary>
internal static class YkcRecord
{
    public static async Task Hear(TransactionRecord record, ushort sequence, YkcTalk talk)
    {
        var gun = talk.Gun(record.Gun.Number);
        if (Impossible(record) is { } why)
        {
            await talk.Note(gun?.Number, "alert", $"record.impossible {record.Transaction} {why} {Meter(record)}");
            talk.Voice.Reply(sequence, new TransactionRecordReply(record.Transaction, Stored: false));
            return;
        }

        bool stored = await talk.Owner.Recorded(
            talk.Origin,
            new TransactionRecorded(
                // A gun nobody recorded charged all the same: what it gave is kept, and a person judges it.
                record.Gun.Number,
                record.Transaction.ToString(),
                record.PhysicalCard.IsNone ? null : record.PhysicalCard.ToString(),
                record.Start.Moment!.Value,
                record.End.Moment!.Value,
                Claim(record),
                YkcWords.Reason(record.StopReason),
                Meter(record)));
        if (stored && gun is not null)
        {
            gun.Recorded = record.Transaction;
        }

        talk.Voice.Reply(sequence, new TransactionRecordReply(record.Transaction, stored));
    }

    /// <summary>Null for a record that can be one.</summary>
    private static string? Impossible(TransactionRecord record) =>
        record.Transaction.IsNone ? "no-number"
        : record.Gun.Number == 0 ? "no-such-gun"
        : record.Start.Moment is not { } start || record.End.Moment is not { } end ? "no-date"
        : end < start ? "ends-before-it-begins"
        : record.MeterEndDeciWh < record.MeterStartDeciWh ? "meter-fell"
        : null;

    /// <summary>Readings count from zero at the start of a charge, so the meter's difference is its last register; piles without a meter send zeros.</summary>
    private static PileClaim Claim(TransactionRecord record) => new(
        record is { MeterStartDeciWh: 0, MeterEndDeciWh: 0 } ? null : YkcWords.Energy(record.MeterEndDeciWh - record.MeterStartDeciWh),
        YkcWords.Energy(record.TotalEnergyDeciWh),
        YkcWords.Money(record.TotalAmountCentiFen));

    private static string Meter(TransactionRecord record)
    {
        var meter = $"{record.MeterStartDeciWh}-{record.MeterEndDeciWh}";
        return record.Meter is { } sealedMeter ? $"{meter} meter {sealedMeter.Number} {sealedMeter.Cipher}" : meter;
    }
}
