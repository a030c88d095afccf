namespace Doorstep.Web.Shell.Parts;

/// <summary>The states a connector, pile or station is shown in; each has its own shape, word and colour.</summary>
public enum Mark
{
    /// <summary>空闲: hollow circle.</summary>
    Free,

    /// <summary>已插枪: plug; a car is there, nothing flows.</summary>
    Plugged,

    /// <summary>充电中: filled bolt.</summary>
    Charging,

    /// <summary>已预约: clock.</summary>
    Reserved,

    /// <summary>故障: crossed.</summary>
    Fault,

    /// <summary>离线: dashed.</summary>
    Offline,

    /// <summary>暂停: bars; taken out of service by its provider.</summary>
    Paused,
}
