using System.Globalization;
using Doorstep.App.Stations;
using Doorstep.Rules;
using Doorstep.Rules.People;
using Doorstep.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Doorstep.Web.Shell;

/// <summary>A page over a circuit: it reads when its address changes and follows what is live until the reader leaves.</summary>
public abstract class StaffPage : Part, IDisposable
{
    private readonly CancellationTokenSource gone = new();

    // Taken at once: what still runs when the reader has left asks for it after its source is disposed.
    protected StaffPage() => Gone = gone.Token;

    [CascadingParameter]
    public Task<AuthenticationState> SignedIn { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    [Inject]
    protected StationDirectory Stations { get; private set; } = null!;

    protected Actor Who { get; private set; } = Actor.Anonymous("");

    /// <summary>Ends when the reader leaves the page or his circuit is given up.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>True once the page has read what it shows.</summary>
    protected bool Ready { get; private set; }

    /// <summary>What was refused last; <see cref="Granted{T}"/> sets it.</summary>
    protected Refusal? Refusal { get; set; }

    /// <summary>The stations the reader answers for: all, those in his areas, or his organisation's within them.</summary>
    protected IReadOnlyList<StationEntry> Mine => Permissions.Of(Who.Role, Act.ReadStationInside) switch
    {
        Reach.City => Stations.All,
        Reach.Area => [.. Stations.All.Where(s => Permissions.Within(Who.Areas, s.Division))],
        Reach.Organisation when Who.Organisation is { } own => [.. Stations.Of(own).Where(s => Permissions.Within(Who.Areas, s.Division))],
        _ => [],
    };

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>True when the reader's role may do it at all; for showing buttons, never for deciding.</summary>
    protected bool May(Act act) => Permissions.Of(Who.Role, act) is not Reach.None;

    /// <summary>The value a use case granted; its refusal is shown on the page.</summary>
    protected T? Granted<T>(Decision<T> decision)
    {
        Refusal = decision.Refusal;
        return decision.Granted ? decision.Value : default;
    }

    protected sealed override async Task OnParametersSetAsync()
    {
        Who = (await SignedIn).User.Actor();
        try
        {
            await Load();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return;
        }

        Ready = true;
    }

    protected sealed override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            Who = (await SignedIn).User.Actor();
            await Follow();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader left.
        }
    }

    /// <summary>Reads what the address names; again whenever it changes.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    /// <summary>Runs beside the page until <see cref="Gone"/>.</summary>
    protected virtual Task Follow() => Task.CompletedTask;

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            gone.Cancel();
            gone.Dispose();
        }
    }

    protected string StationName(StationId station) => Stations.Find(station) is { } found ? Texts.Names.Of(found) : station.Value;

    /// <summary>The page's own address with other filters: null and empty ones fall away, so that a link is as short as what it says.</summary>
    protected void Show(params (string Name, object? Value)[] filters) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filters.ToDictionary(f => f.Name, f => f.Value is "" ? null : f.Value, StringComparer.Ordinal)));

    /// <summary>A local day as midnight in the city.</summary>
    protected static DateTimeOffset? Midnight(DateOnly? day) => day is { } d ? LocalClock.Midnight(d) : null;

    protected static DateOnly? Day(string? text) => TypedDay.Read(text);
}
