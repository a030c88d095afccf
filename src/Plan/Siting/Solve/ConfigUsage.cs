namespace Doorstep.Plan.Siting.Solve;

/// <summary>Exponential average of the picks: which configurations of a place the Lagrangian used, and how much. Old picks fade by a common scale.</summary>
internal sealed class ConfigUsage(int places)
{
    private readonly List<(int Config, double Weight)>?[] used = new List<(int, double)>?[places];
    private double scale = 1;

    public void Add(int[] picks, double alpha)
    {
        if (alpha >= 1)
        {
            Array.Clear(used);
            scale = 1;
        }
        else
        {
            scale *= 1 - alpha;
        }

        if (scale < 1e-100)
        {
            Rescale();
        }

        for (var j = 0; j < picks.Length; j++)
        {
            if (picks[j] < 0)
            {
                continue;
            }

            var list = used[j] ??= new(4);
            var at = list.FindIndex(u => u.Config == picks[j]);
            if (at < 0)
            {
                list.Add((picks[j], alpha / scale));
            }
            else
            {
                list[at] = (picks[j], list[at].Weight + (alpha / scale));
            }
        }
    }

    /// <summary>How much (0–1) the place was used at all.</summary>
    public double Of(int place) => used[place] is { } list ? list.Sum(u => u.Weight) * scale : 0;

    /// <summary>Configurations of the place that carried at least <paramref name="least"/> of the average.</summary>
    public IEnumerable<int> Configs(int place, double least) =>
        used[place] is { } list ? list.Where(u => u.Weight * scale >= least).Select(u => u.Config) : [];

    /// <summary>The same with their weights, in order of configuration.</summary>
    public List<(int Config, double Weight)> Weights(int place, double least) =>
        used[place] is { } list ? [.. list.Select(u => (u.Config, Weight: u.Weight * scale)).Where(u => u.Weight >= least).OrderBy(u => u.Config)] : [];

    private void Rescale()
    {
        foreach (var list in used)
        {
            for (var i = 0; list is not null && i < list.Count; i++)
            {
                list[i] = (list[i].Config, list[i].Weight * scale);
            }
        }

        scale = 1;
    }
}
