using Microsoft.AspNetCore.Components.Forms;

namespace Doorstep.Web.Shell.Parts;

/// <summary>A place to choose a file. Until it listens it takes none: what is chosen before would be seen by nobody.</summary>
public sealed class FileField : InputFile
{
    private const string Disabled = "disabled";

    private bool listening;

    protected override void OnParametersSet() => Say();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender)
        {
            listening = true;
            Say();
            StateHasChanged();
        }
    }

    private void Say() => AdditionalAttributes = new Dictionary<string, object>(AdditionalAttributes ?? new Dictionary<string, object>(), StringComparer.OrdinalIgnoreCase) { [Disabled] = !listening };
}
