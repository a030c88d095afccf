using Doorstep.App.Store;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Makes a resident without a sign-in, for imports and programs; one whose phone is known already is answered as he is.</summary>
public sealed class RegisterResident(GroupCommit writes, ResidentBook residents)
{
    /// <param name="Phone">As typed.</param>
    /// <param name="HomeCommunity">Code of the community he lives in.</param>
    public sealed record Request(string Phone, string DisplayName = "", string Culture = "zh-CN", string? HomeCommunity = null, bool Demonstration = false);

    public async Task<Decision<ResidentLine>> Run(Actor who, Request request, CancellationToken ct)
    {
        if (Permissions.Of(who.Role, Act.ChangeResident) != Reach.City)
        {
            return who.Role == Role.Public ? new Refusal("people.sign-in-needed") : new Refusal("people.not-allowed", ("act", nameof(Act.ChangeResident)), ("role", who.Role.ToString()));
        }

        var phone = PhoneNumber.Parse(request.Phone);
        if (!phone.Granted)
        {
            return phone.Refusal;
        }

        if (request.DisplayName.Length > 60)
        {
            return new Refusal("resident.name");
        }

        return await writes.Run<Decision<ResidentLine>>(
            async (db, token) =>
            {
                var row = await ResidentBook.FindByPhone(db, phone.Value.Value, token)
                    ?? residents.Add(db, new(phone.Value.Value, request.Culture, request.DisplayName, request.HomeCommunity, request.Demonstration), who);
                return ResidentLine.Of(row, who, residents.Stamp.Now);
            },
            ct);
    }
}
