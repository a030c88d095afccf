using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class PagedRowsTests
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 60).Select(i => $"小区 {i:00}")];

    [Fact]
    public void A_long_list_comes_a_page_at_a_time_and_the_last_page_holds_the_rest()
    {
        var rows = Rows();
        Assert.Equal((PagedRows<string>.Size, 3), (rows.Rows.Count, rows.Pages));
        rows.Turn(2);
        Assert.Equal(["小区 51", "小区 60"], [rows.Rows[0], rows.Rows[^1]]);
        rows.Turn(99);
        Assert.Equal(2, rows.Page);
    }

    [Fact]
    public void The_page_of_a_row_that_was_saved_is_turned_to()
    {
        var rows = Rows();
        rows.TurnTo("小区 51", n => n);
        Assert.Equal(2, rows.Page);
        rows.TurnTo("小区 26", n => n);
        Assert.Equal(1, rows.Page);
        rows.TurnTo("小区 61", n => n);
        Assert.Equal(1, rows.Page);
    }

    [Fact]
    public void Who_turns_on_from_what_was_saved_is_not_turned_back()
    {
        var rows = Rows();
        rows.TurnTo("小区 51", n => n);
        rows.Turn(0);
        rows.Take(Names);
        rows.TurnTo("小区 51", n => n);
        Assert.Equal(0, rows.Page);
    }

    [Fact]
    public void A_search_begins_at_the_first_page_and_finds_what_it_names()
    {
        var rows = Rows();
        rows.Turn(2);
        rows.Search(" 小区 1 ");
        Assert.Equal((0, 10), (rows.Page, rows.Found.Count));
        rows.Search("");
        Assert.Equal(Names.Length, rows.Found.Count);
    }

    [Fact]
    public void A_column_orders_downwards_then_upwards_then_not_at_all()
    {
        var rows = Rows();
        rows.SortBy("number");
        Assert.Equal(("小区 60", true), (rows.Rows[0], rows.Down));
        rows.SortBy("number");
        Assert.Equal(("小区 01", false), (rows.Rows[0], rows.Down));
        rows.SortBy("number");
        Assert.Null(rows.By);
    }

    [Fact]
    public void What_has_no_figure_stands_last_whichever_way_round()
    {
        PagedRows<string> rows = new(n => n, new Dictionary<string, Func<string, IComparable?>>(StringComparer.Ordinal) { ["number"] = n => n == "小区 07" ? null : n });
        rows.Take(Names);
        foreach (var _ in new[] { "down", "up" })
        {
            rows.SortBy("number");
            Assert.Equal("小区 07", rows.Found[^1]);
        }
    }

    [Fact]
    public void Fewer_rows_than_before_leave_no_empty_page()
    {
        var rows = Rows();
        rows.Turn(2);
        rows.Take(Names[..3]);
        Assert.Equal((0, 3), (rows.Page, rows.Rows.Count));
    }

    private static PagedRows<string> Rows()
    {
        PagedRows<string> rows = new(n => n, new Dictionary<string, Func<string, IComparable?>>(StringComparer.Ordinal) { ["number"] = n => n });
        rows.Take(Names);
        return rows;
    }
}
