using Doorstep.App.Store;
using Doorstep.App.Store.Rows;
using Doorstep.Rules;
using Doorstep.Rules.People;

namespace Doorstep.App.Pricing;

/// <summary>Decides a city setting anew from a day on, with the document or reason that says so; days gone by keep what held on them.</summary>
public sealed class ChangeCitySetting(GroupCommit writes, CitySettings settings, CityClock clock, AuditStamp stamp)
{
    public async Task<Decision<CitySettingRow>> Run(Actor who, string key, string value, DateOnly from, string source, CancellationToken ct)
    {
        if ((Permissions.Refuses(who, Act.ChangeCitySetting, default) ?? WhyNot(key, value, from, source)) is { } no)
        {
            return no;
        }

        var row = new CitySettingRow { Id = stamp.Ids.Next(), Key = key, Value = value, From = from, Source = source, CreatedAt = stamp.Now };
        var before = settings.Of(CitySetting.Find(key)!, from);
        await writes.Run(
            (db, _) =>
            {
                db.CitySettings.Add(row);
                stamp.Note(db, who, "setting.change", $"setting:{key}", new { Value = before }, new { row.Value, row.From, row.Source });
                return Task.CompletedTask;
            },
            ct);
        settings.Put(row);
        return row;
    }

    private Refusal? WhyNot(string key, string value, DateOnly from, string source)
    {
        if (CitySetting.Find(key) is not { } setting)
        {
            return new("setting.unknown", ("key", key));
        }

        if (setting.Read(value) is { Granted: false, Refusal: { } wrong })
        {
            return wrong;
        }

        var today = LocalClock.Day(clock.GetUtcNow());
        if (from < today)
        {
            return new("setting.not-past", ("key", key), ("earliest", $"{today:yyyy-MM-dd}"));
        }

        return string.IsNullOrWhiteSpace(source) || source.Length > 500 ? new("setting.source-missing", ("key", key)) : null;
    }
}
