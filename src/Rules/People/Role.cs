namespace Doorstep.Rules.People;

/// <summary>Who somebody is to the city (product.md §2). A provider's staff have a role of their own each.</summary>
public enum Role
{
    Public,
    Resident,
    Driver,
    ProviderManager,
    ProviderOperator,
    ProviderTechnician,
    ProviderFinance,
    UnitLeader,
    Community,
    District,
    City,
    Agency,
    Expert,
    Grid,
    Safety,
    Auditor,
}
