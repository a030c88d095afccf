using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Changes a resident's own profile; what is null stays. Refuses `resident.unknown`, `resident.name`.</summary>
public sealed class ChangeProfile(GroupCommit writes, AuditStamp stamp, GrantCache cache)
{
    /// <param name="DisplayName">At most 60 characters.</param>
    /// <param name="Culture">`zh-CN` or `en`.</param>
    /// <param name="HomeCommunity">Code of the community; empty to forget it.</param>
    /// <param name="Home">WGS-84 degrees, longitude and latitude.</param>
    /// <param name="ConsentVersion">The version of the privacy statement just agreed to.</param>
    public sealed record Request(
        ResidentId Resident, string? DisplayName = null, string? Culture = null, string? HomeCommunity = null, GeoPoint? Home = null, string? ConsentVersion = null);

    public async Task<Decision<bool>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Refuses(who, Act.ChangeResident, Thing.Of(request.Resident)) is { } no)
        {
            return no;
        }

        if (request.DisplayName?.Length > 60 || request.HomeCommunity?.Length > 32 || request.ConsentVersion?.Length > 32 || request.Culture is not (null or "zh-CN" or "en"))
        {
            return new Refusal("resident.profile");
        }

        if (request.Home is { } home && (home.Datum != Datum.Wgs84 || home.Longitude is < -180 or > 180 || home.Latitude is < -90 or > 90))
        {
            return new Refusal("resident.profile");
        }

        var answer = await writes.Run<Decision<bool>>(
            async (db, token) =>
            {
                if (await ResidentBook.Find(db, request.Resident, token) is not { DeletedAt: null } row)
                {
                    return new Refusal("resident.unknown");
                }

                var before = new { ResidentName = row.DisplayName, row.Culture, row.HomeCommunity, row.ConsentVersion };
                row.DisplayName = request.DisplayName?.Trim() ?? row.DisplayName;
                row.Culture = request.Culture ?? row.Culture;
                row.HomeCommunity = request.HomeCommunity is "" ? null : request.HomeCommunity ?? row.HomeCommunity;
                row.HomeLongitude = request.Home?.Longitude ?? row.HomeLongitude;
                row.HomeLatitude = request.Home?.Latitude ?? row.HomeLatitude;
                if (request.ConsentVersion is { } version && version != row.ConsentVersion)
                {
                    row.ConsentVersion = version;
                    row.ConsentAt = stamp.Now;
                }

                var after = new { ResidentName = row.DisplayName, row.Culture, row.HomeCommunity, row.ConsentVersion };
                stamp.Note(db, who, "resident.change", $"resident:{row.Id}", before, after);
                return true;
            },
            ct);
        cache.ForgetResident(request.Resident);
        return answer;
    }
}
