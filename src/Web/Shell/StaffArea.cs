using Microsoft.AspNetCore.Http;

namespace Doorstep.Web.Shell;

/// <summary>The parts of the site that are drawn over a circuit, for staff at a desk; everything else is static and light.</summary>
internal static class StaffArea
{
    private static readonly string[] Roots = ["/provider", "/city", "/staff"];

    public static bool Holds(PathString path) => Array.Exists(Roots, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));
}
