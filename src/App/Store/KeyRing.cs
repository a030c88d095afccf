using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.App.Store;

/// <summary>Keeps the framework's key ring beside the records, so that every node reads what another protected and a backup brings it along.</summary>
/// <remarks>The framework asks synchronously, seldom, and before the group commit runs; this is the one writer beside it.</remarks>
public sealed class KeyRing(IDbContextFactory<DoorstepDb> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Keys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Keys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
