using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Doorstep.App.People;

/// <summary>People for a host; the store comes first.</summary>
public static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services, PeopleSettings? settings = null)
    {
        services.AddSingleton(settings ?? new());
        services.TryAddSingleton<ITextMessageSender, LocalTextMessages>();
        services.AddEffect<SendText, SendTextPerformer>("text.send");
        services.AddDataProtection().SetApplicationName("doorstep");
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = s.GetRequiredService<KeyRing>()));

        services.TryAddSingleton<IPasswordHasher<StaffRow>, PasswordHasher<StaffRow>>();
        services.AddSingleton<StaffAccounts>().AddSingleton<PasskeyLibrary>().AddSingleton<StaffDoor>().AddSingleton<PasswordChange>().AddSingleton<InvitationBook>();
        services.AddSingleton<ResidentBook>().AddSingleton<GrantBook>().AddSingleton<GrantCache>().AddSingleton<AgreementBook>();

        services.AddSingleton<AuthenticateGrant>().AddSingleton<IssueToken>().AddSingleton<ListGrants>().AddSingleton<RevokeGrant>();
        services.AddSingleton<RequestSignInCode>().AddSingleton<SignInWithCode>().AddSingleton<ReadTextMessages>();
        services.AddSingleton<SignInStaff>().AddSingleton<SignInWithPasskey>().AddSingleton<AddPasskey>().AddSingleton<OwnPasskeys>();
        services.AddSingleton<BeginSecondStep>().AddSingleton<ConfirmSecondStep>().AddSingleton<RemoveSecondStep>();
        services.AddSingleton<StartGuard>();
        services.AddSingleton<AcceptInvitation>().AddSingleton<ChangeOwnPassword>().AddSingleton<InitialAdministrator>();
        services.AddSingleton<ListOrganisations>().AddSingleton<ChangeOrganisation>();
        services.AddSingleton<ListStaff>().AddSingleton<InviteStaff>().AddSingleton<ChangeStaff>().AddSingleton<ResetStaffPassword>();
        services.AddSingleton<ListResidents>().AddSingleton<ReadResident>().AddSingleton<RegisterResident>().AddSingleton<BlockResident>().AddSingleton<SetAgreement>();
        services.AddSingleton<ChangeProfile>().AddSingleton<ChangeVehicle>().AddSingleton<RemoveVehicle>().AddSingleton<BindCard>().AddSingleton<ChangeCard>();
        services.AddSingleton<ExportMyData>().AddSingleton<DeleteMe>().AddSingleton<ReadAudit>().AddSingleton<ExportAudit>().AddSingleton<ReadOwnAccount>();
        services.AddSingleton<ListMyMessages>().AddSingleton<MarkMessagesRead>();
        return services;
    }
}
