namespace Doorstep.Rules.Siting;

/// <summary>What a candidate site 场所 is today (pilot policy, section 二 item 3: 拓展供给场所).</summary>
public enum SiteKind
{
    Other,

    /// <summary>公建配建停车场.</summary>
    PublicBuildingCarPark,

    /// <summary>社会公共停车场.</summary>
    SocialCarPark,

    /// <summary>P+R 停车场.</summary>
    ParkAndRide,

    /// <summary>居住区内公共场所.</summary>
    InsideCommunity,

    /// <summary>边角空地.</summary>
    CornerLand,

    /// <summary>底商门前.</summary>
    ShopFront,

    /// <summary>路侧公共停车场.</summary>
    Kerbside,

    /// <summary>加油站.</summary>
    PetrolStation,
}

/// <summary>By what right a provider may build on a site.</summary>
public enum LandRight
{
    /// <summary>Nobody has asked the owner yet.</summary>
    NotAsked,

    /// <summary>The owner has said yes in writing (合作意向).</summary>
    Consented,

    /// <summary>Leased for the pilot's term.</summary>
    Leased,

    /// <summary>Owned by the city or the provider.</summary>
    Owned,
}
