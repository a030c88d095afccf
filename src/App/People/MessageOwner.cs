using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.People;

/// <summary>Messages are for residents, and each reads only his own.</summary>
internal static class MessageOwner
{
    public static Decision<ResidentId> Of(Actor who) => who.Resident is { } me ? me
        : who.Role == Role.Public ? new Refusal("people.sign-in-needed")
        : new Refusal("people.not-allowed", ("act", "messages"), ("role", who.Role.ToString()));
}
