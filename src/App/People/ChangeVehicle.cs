using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.People;

/// <summary>Adds a car to a resident, or changes one. Refuses `vehicle.plate`, `vehicle.vin`, `vehicle.battery`, `vehicle.too-many`, `vehicle.unknown`.</summary>
public sealed class ChangeVehicle(GroupCommit writes, AuditStamp stamp)
{
    private const int Most = 10;

    /// <param name="Vehicle">Null for a new one.</param>
    /// <param name="Battery">Usable energy of the battery, 1 to 1000 kWh; null when unknown.</param>
    public sealed record Request(ResidentId Resident, long? Vehicle, string Plate, string Model = "", string? Vin = null, Energy? Battery = null);

    public async Task<Decision<long>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ChangeResident, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        var plate = PlateNumber.Parse(request.Plate);
        var vin = PlateNumber.ParseVin(request.Vin);
        if (!plate.Granted || !vin.Granted)
        {
            return plate.Refusal ?? vin.Refusal!;
        }

        if (request.Battery is { WattHours: < 1_000 or > 1_000_000 } || request.Model.Length > 60)
        {
            return new Refusal("vehicle.battery");
        }

        return await writes.Run((db, token) => Change(db, who, request with { Plate = plate.Value, Vin = vin.Value }, token), ct);
    }

    private async Task<Decision<long>> Change(DoorstepDb db, Actor who, Request request, CancellationToken ct)
    {
        if (await ResidentBook.Find(db, request.Resident, ct) is not { DeletedAt: null })
        {
            return new Refusal("resident.unknown");
        }

        object? before = null;
        VehicleRow? row;
        if (request.Vehicle is { } id)
        {
            row = await db.Vehicles.FindAsync([id], ct);
            if (row?.Resident != request.Resident)
            {
                return new Refusal("vehicle.unknown");
            }

            before = new { row.Plate, row.Model, row.Vin, row.Battery };
        }
        else
        {
            if (await db.Vehicles.CountAsync(v => v.Resident == request.Resident, ct) >= Most)
            {
                return new Refusal("vehicle.too-many", ("most", "10"));
            }

            row = new() { Id = stamp.Ids.Next(), Resident = request.Resident, Plate = request.Plate };
            db.Vehicles.Add(row);
        }

        row.Plate = request.Plate;
        row.Model = request.Model.Trim();
        row.Vin = request.Vin;
        row.Battery = request.Battery;
        stamp.Note(db, who, before is null ? "vehicle.add" : "vehicle.change", $"vehicle:{row.Id}", before, new { row.Resident, row.Plate, row.Model, row.Vin, row.Battery });
        return row.Id;
    }
}
