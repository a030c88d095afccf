using System.Runtime.CompilerServices;
using Bunit;
using Doorstep.Machine;

namespace Doorstep.Web.Tests;

/// <summary>A page on a busy machine takes as long as it takes; a second, the library's own patience, says nothing about the page.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Take() => BunitContext.DefaultWaitTimeout = Eventually.Patience;
}
