using Doorstep.App.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.App.Pricing;

/// <summary>Wallets for a host; the store comes first.</summary>
public static class WalletServices
{
    public static IServiceCollection AddWallet(this IServiceCollection services, WalletSettings? settings = null)
    {
        services.TryAddSingleton(settings ?? new());
        services.AddSingleton<IPaymentSource, CashDesk>().AddSingleton<IPaymentSource, DemonstrationMoney>();
        services.AddEffect<GiveMoneyBack, GiveMoneyBackPerformer>("wallet.give-back");
        services.AddSingleton<WalletPosting>();
        services.AddSingleton<ReadWallet>().AddSingleton<TopUpWallet>().AddSingleton<RefundWallet>().AddSingleton<RefundBill>();
        services.AddSingleton<ReadLedger>().AddSingleton<ReadSettlement>();
        return services;
    }
}
