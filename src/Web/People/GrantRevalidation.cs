using Doorstep.App.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Doorstep.Web.People;

/// <summary>Ends a circuit's sign-in soon after its grant was revoked.</summary>
public sealed class GrantRevalidation(ILoggerFactory log, AuthenticateGrant authenticate) : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.GrantId() is not { } grant || await authenticate.Stands(grant, cancellationToken);
}
