namespace Doorstep.App.Store;

/// <summary>
/// One running server per data folder: two would both believe they own the stations. The claim ends with the process, however that ends.
/// </summary>
public sealed class DataFolderClaim : IDisposable
{
    private readonly FileStream held;

    private DataFolderClaim(FileStream held) => this.held = held;

    /// <summary>Null when another server holds the folder.</summary>
    public static DataFolderClaim? Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new(new FileStream(Path.Combine(folder, "doorstep.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => held.Dispose();
}
