namespace Doorstep.Web.Shell;

/// <summary>A long list as a table shows it: searched, in the order of one column, a page at a time. Without a column it keeps the order it was given.</summary>
/// <param name="words">The text of a row that a search looks into.</param>
/// <param name="columns">By what each column is ordered.</param>
public sealed class PagedRows<TRow>(Func<TRow, string> words, IReadOnlyDictionary<string, Func<TRow, IComparable?>> columns)
{
    public const int Size = 25;

    private IReadOnlyList<TRow> all = [];
    private string? turnedTo;

    public string Text { get; private set; } = "";

    /// <summary>The column the rows are ordered by; null: as they were given.</summary>
    public string? By { get; private set; }

    /// <summary>True when the greatest come first.</summary>
    public bool Down { get; private set; }

    /// <summary>The page shown, from 0.</summary>
    public int Page { get; private set; }

    /// <summary>All that the search lets through, in order.</summary>
    public IReadOnlyList<TRow> Found { get; private set; } = [];

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<TRow> Rows { get; private set; } = [];

    public int Pages => Math.Max(1, (Found.Count + Size - 1) / Size);

    /// <summary>Takes the rows as they are now; search, order and page stay where that is possible.</summary>
    public void Take(IEnumerable<TRow> rows)
    {
        all = [.. rows];
        Settle();
    }

    public void Search(string? text)
    {
        (Text, Page) = (text?.Trim() ?? "", 0);
        Settle();
    }

    /// <summary>A column asked for begins with its greatest, asked again with its least, and the third time the rows are as they were given.</summary>
    public void SortBy(string column)
    {
        (By, Down, Page) = By != column ? (column, true, 0) : Down ? (column, false, 0) : (null, false, 0);
        Settle();
    }

    public void Turn(int page)
    {
        Page = page;
        Settle();
    }

    /// <summary>Turns to the page of a row that was just saved, if the search lets it through; once, so that the reader may turn on.</summary>
    public void TurnTo(string? saved, Func<TRow, string> codeOf)
    {
        if (saved == turnedTo)
        {
            return;
        }

        turnedTo = saved;
        var at = Found.Index().FirstOrDefault(row => codeOf(row.Item) == saved, (-1, default!)).Index;
        if (at >= 0)
        {
            Turn(at / Size);
        }
    }

    private void Settle()
    {
        var found = Text.Length == 0 ? all : all.Where(row => words(row).Contains(Text, StringComparison.CurrentCultureIgnoreCase));
        if (By is not null && columns.TryGetValue(By, out var key))
        {
            // What has no figure comes last, whichever way round.
            var known = found.Where(row => key(row) is not null);
            found = (Down ? known.OrderByDescending(key) : known.OrderBy(key)).Concat(found.Where(row => key(row) is null));
        }

        Found = [.. found];
        Page = Math.Clamp(Page, 0, Pages - 1);
        Rows = [.. Found.Skip(Page * Size).Take(Size)];
    }
}
