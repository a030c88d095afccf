using Doorstep.App.Store;

namespace Doorstep.Host.Commands;

/// <summary>The data folder of a command that must be the only one on it.</summary>
internal static class DataFolder
{
    /// <summary>Null after a sentence was written why not.</summary>
    public static DataFolderClaim? Claim(string folder)
    {
        try
        {
            if (DataFolderClaim.Take(folder) is { } claim)
            {
                return claim;
            }

            Console.Error.WriteLine($"Another doorstep runs on the data folder {Path.GetFullPath(folder)}: stop it first, or give this one a folder of its own with --data.");
        }
        catch (UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The data folder {Path.GetFullPath(folder)} may not be written to: give its owner the right to, or name another one with --data.");
        }

        return null;
    }
}
