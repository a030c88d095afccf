using Doorstep.Web.Shell;

namespace Doorstep.Web.Tests.Shell;

public sealed class StaffPageTests
{
    [Fact]
    public void What_still_runs_on_a_page_that_was_left_is_told_to_end_and_breaks_nothing()
    {
        var page = new Left();
        page.Dispose();
        Assert.True(page.Ended);
    }

    private sealed class Left : StaffPage
    {
        public bool Ended => Gone.IsCancellationRequested;
    }
}
