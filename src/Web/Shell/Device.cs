using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell;

/// <summary>What the list of sign-ins calls the device; told from the browser's own words, good enough to recognise one's phone.</summary>
internal static class Device
{
    private static readonly (string Sign, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    private static readonly (string Sign, string Name)[] Browsers =
        [("MicroMessenger", "WeChat"), ("AlipayClient", "Alipay"), ("Edg", "Edge"), ("HuaweiBrowser", "Huawei Browser"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    public static string Name(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var parts = new[] { Find(agent, Systems), Find(agent, Browsers) }.Where(p => p is not null);
        return string.Join(" · ", parts) is { Length: > 0 } name ? name : agent[..Math.Min(agent.Length, 60)];
    }

    private static string? Find(string agent, (string Sign, string Name)[] known) =>
        Array.Find(known, k => agent.Contains(k.Sign, StringComparison.OrdinalIgnoreCase)).Name;
}
