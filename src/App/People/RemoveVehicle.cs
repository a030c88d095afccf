using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Takes a car off a resident. Refuses `vehicle.unknown`.</summary>
public sealed class RemoveVehicle(GroupCommit writes, AuditStamp stamp)
{
    public sealed record Request(ResidentId Resident, long Vehicle);

    public Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct) => writes.Run<Decision<bool>>(
        async (db, token) =>
        {
            if (Permissions.Refuses(who, Act.ChangeResident, Thing.Of(request.Resident)) is { } no)
            {
                return no;
            }

            if (await db.Vehicles.FindAsync([request.Vehicle], token) is not { } row || row.Resident != request.Resident)
            {
                return new Refusal("vehicle.unknown");
            }

            db.Vehicles.Remove(row);
            stamp.Note(db, who, "vehicle.remove", $"vehicle:{row.Id}", new { row.Resident, row.Plate, row.Model, row.Vin });
            return true;
        },
        ct);
}
